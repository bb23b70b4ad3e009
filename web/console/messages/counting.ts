/** Numbers inside sentences, in both languages. */

export type Counted = (count: number) => string

const numbers = { en: new Intl.NumberFormat('en-GB'), fr: new Intl.NumberFormat('fr-FR') }

/** "1 comment", "2,000 comments": English takes the singular for one alone. */
export function inEnglish(one: string, other: string): Counted {
  return (count) => `${numbers.en.format(count)} ${count === 1 ? one : other}`
}

/** "0 commentaire", "2 000 commentaires": French takes the singular below two. */
export function inFrench(one: string, other: string): Counted {
  return (count) => `${numbers.fr.format(count)} ${count < 2 ? one : other}`
}
