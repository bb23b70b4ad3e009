/** Turns the field errors of a problem document into sentences for the person at the form, in their language. */

import type { FieldError } from '../../domain/errors.js'
import { formatNumber } from './format.js'
import type { Language } from './messages.js'

type Sentence = Record<Language, string>

const TOO_LONG = /longer than (\d+) characters/

// The part of a detail that tells one mistake from another, and what to say about it. `#` is the limit.
const SENTENCES: readonly [pattern: RegExp, sentence: Sentence][] = [
  [
    TOO_LONG,
    { en: 'Please shorten this to # characters at most.', fr: 'Raccourcissez ce texte\u00a0: # caractères au plus.' },
  ],
  [
    /shows nothing|is empty|is missing|required/,
    { en: 'Please fill in this field.', fr: 'Ce champ ne peut pas rester vide.' },
  ],
  [/one line/, { en: 'Please write this on one line.', fr: 'Écrivez ceci sur une seule ligne.' }],
  [
    /invisible or direction-changing/,
    {
      en: 'This name holds invisible characters: please type it again.',
      fr: 'Ce nom contient des caractères invisibles\u00a0: saisissez-le à nouveau.',
    },
  ],
  [
    /complete web address|begin with http/,
    {
      en: 'Please give a complete web address, such as https://example.org/.',
      fr: 'Donnez une adresse web complète, par exemple https://example.org/.',
    },
  ],
  [
    /user name or password/,
    {
      en: 'Please take the user name and password out of this address.',
      fr: 'Retirez de cette adresse l’identifiant et le mot de passe.',
    },
  ],
  [
    /control characters|surrogate/,
    {
      en: 'This text holds characters that cannot be shown: please type it again.',
      fr: 'Ce texte contient des caractères impossibles à afficher\u00a0: saisissez-le à nouveau.',
    },
  ],
]

const BY_FIELD: Readonly<Record<string, Sentence>> = {
  'author.email': {
    en: 'Please give a complete e-mail address, such as ann@example.org.',
    fr: 'Donnez une adresse e-mail complète, par exemple anne@example.org.',
  },
  formToken: {
    en: 'This form has been open for too long: please send it again.',
    fr: 'Ce formulaire est resté ouvert trop longtemps\u00a0: envoyez-le à nouveau.',
  },
  parentId: {
    en: 'The comment you reply to is no longer there.',
    fr: 'Le commentaire auquel vous répondez n’existe plus.',
  },
}

const UNKNOWN: Sentence = {
  en: 'This cannot be accepted as it is: please check it.',
  fr: 'Ceci ne peut pas être accepté tel quel\u00a0: vérifiez-le.',
}

export function describeFieldError(language: Language, { field, detail }: FieldError): string {
  const known = SENTENCES.find(([pattern]) => pattern.test(detail))?.[1]
  const sentence = (known ?? BY_FIELD[field] ?? UNKNOWN)[language]
  return sentence.replace('#', formatNumber(language, Number(TOO_LONG.exec(detail)?.[1] ?? 0)))
}
