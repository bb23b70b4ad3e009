/** Names of staff, look-alikes of them, and plausible names of real people, all from a seeded generator. */

import type { Random } from './random.js'

export const STAFF_NAMES = [
  'Marie Dupont',
  'Jean-Baptiste Lefèvre',
  'Chloé Martin',
  'Karim Benali',
  'Anne O’Connor',
  'William Clark',
  'Zoé',
  'Mohammed El Amrani',
  'Lucie Moreau',
  'Thomas Müller',
  'Olivia Wilson',
  'Bob',
  'Nadia Kowalska',
  'Émile Zidane',
  'Sandrine Roux',
  'David Cohen',
  'Fatou Diallo',
  'José García',
  'Irène Bonnet',
  'Victor Hugo Silva',
] as const

const LOOK_ALIKES: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'α', 'á', 'à', 'ä', '@', '4', 'ａ', '𝐚'],
  b: ['Ь', 'в', 'ｂ', '𝐛'],
  c: ['с', 'ϲ', 'ç', 'ｃ'],
  d: ['ԁ', 'cl', 'ď', 'ｄ'],
  e: ['е', 'é', 'è', 'ë', '3', 'ε', 'ｅ', '€'],
  h: ['һ', 'н', 'ｈ'],
  i: ['і', '1', 'l', 'í', 'ï', '!', 'ι', 'ｉ'],
  j: ['ј', 'ｊ'],
  k: ['к', 'κ', 'ķ'],
  l: ['1', 'I', '|', 'ⅼ', 'ł'],
  m: ['rn', 'м', 'ｍ', 'ṁ'],
  n: ['п', 'ñ', 'η', 'ո'],
  o: ['о', 'ο', '0', 'ö', 'ó', 'ø', 'օ', 'ｏ'],
  p: ['р', 'ρ', 'ｐ'],
  r: ['г', 'ŕ', 'ｒ'],
  s: ['ѕ', '5', '$', 'ś', 'ｓ'],
  t: ['т', '7', 'ţ', 'τ'],
  u: ['υ', 'ü', 'ú', 'ս', 'v'],
  v: ['ν', 'ѵ', 'u'],
  w: ['vv', 'ԝ', 'ŵ'],
  x: ['х', 'χ'],
  y: ['у', 'ý', 'γ'],
  z: ['2', 'ž', 'ᴢ'],
}

const FOREIGN = /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u

const FIRST_NAMES = (
  'Adam Adèle Agathe Ahmed Aïcha Alain Alex Alice Amandine Amélie Amina Andrew Angela Anna Anne Antoine Arthur Aurélie ' +
  'Ben Benoît Bernard Brigitte Bruno Camille Carla Caroline Catherine Cédric Charles Charlotte Chloé Christine Claire ' +
  'Clara Claude Daniel Daniela Denis Diane Edward Élodie Elena Emily Emma Éric Ethan Eva Fabien Fanny Fatima Florian ' +
  'François Françoise Frank Gabriel George Gilles Grace Grégoire Guillaume Hannah Hassan Hélène Henry Hugo Ibrahim Inès ' +
  'Isabelle Ivan Jack Jacques James Jane Jean Jeanne Jennifer Jérôme Joan John Jonathan Joseph Julia Julie Julien Karen ' +
  'Karim Kevin Laura Laurent Léa Leila Linda Louis Louise Luc Lucas Lucie Madeleine Manon Marc Marcel Margaux Maria Marie ' +
  'Marine Mark Martin Mary Mathieu Maxime Mehdi Michael Michel Mohamed Monique Nadia Nathan Nicolas Nina Noah Olga Oliver ' +
  'Olivier Omar Pascal Patrick Paul Paula Pauline Peter Philippe Pierre Quentin Rachel Raphaël Rebecca Rémi Richard Robert ' +
  'Romain Rose Sabrina Salma Samuel Sandra Sara Sarah Sébastien Simon Sofia Sophie Stéphane Susan Sylvie Théo Thomas Tim ' +
  'Valérie Victor Victoria Vincent Wei William Xavier Yann Yasmine Youssef Yves Zoé Vlad Ahmad Brad Modou Root'
).split(' ')
const LAST_NAMES = (
  'Adams Aubert Baker Barbier Bauer Benali Bernard Bertrand Blanc Bonnet Bouvier Brown Brunet Carpentier Chevalier Clark ' +
  'Clement Cohen Collins Colin Cooper Da-Costa David Davies Diallo Diaz Dubois Dufour Dumas Dumont Dupont Dupond Dupuis ' +
  'Durand Evans Fabre Faure Fernandez Fischer Fontaine Fournier Garcia Garnier Gauthier Gautier Gérard Giraud Green Guerin ' +
  'Hall Harris Henry Hill Hoffmann Hughes Ivanov Jackson Johnson Jones Joly Kaya Keller Khan King Klein Kowalski Lacroix ' +
  'Lambert Laurent Le-Gall Lebrun Leclerc Lecomte Lee Lefebvre Lefevre Legrand Lemaire Leroy Lewis Lopez Marchand Marie ' +
  'Marin Martin Martinez Masson Mathieu Mercier Meunier Meyer Michel Miller Minh Miner Mina Minter Moderman Moore Moreau ' +
  'Morel Morin Morris Muller Murphy Nguyen Nicolas Noël O’Brien O’Connor Olivier Parker Perez Perrin Petit Picard Pierre ' +
  'Poirier Quinn Renard Renaud Rey Richard Rivière Robert Roberts Robinson Roche Rodriguez Roger Rossi Rousseau Roussel Roux ' +
  'Roy Sanchez Schmidt Schneider Scott Silva Simon Singh Smith Souza Staff Stewart Taylor Thomas Thompson Turner Vidal ' +
  'Vincent Walker Weber White Williams Wilson Wood Wright Young Zhang Zidane'
).split(' ')

/** One to three changes that a reader overlooks. */
export function makeLookAlike(name: string, random: Random): string {
  let changed = name
  while (changed === name) {
    const changes = 1 + random.below(3)
    for (let i = 0; i < changes; i++) changed = changeOnce(changed, random)
  }
  return changed
}

function changeOnce(name: string, random: Random): string {
  const letters = [...name]
  const at = random.below(letters.length)
  const letter = letters[at] ?? ''
  switch (random.below(9)) {
    case 0:
      // Foreign capitals look like other letters than their small forms.
      return FOREIGN.test(name) ? name : random.below(2) === 0 ? name.toUpperCase() : name.toLowerCase()
    case 1:
      return name.replaceAll(' ', random.pick(['', '_', '.', '-', '  ', ' · ']))
    case 2:
      return `${name}${random.pick([' ', '.', '_', '™', ' ✓', '®', '!', '7', '42', ' 🙂'])}`
    case 3:
      return [...letters.slice(0, at), '\u200d', ...letters.slice(at)].join('')
    case 4:
      return [
        ...letters.slice(0, at + 1),
        /\p{L}/u.test(letter) ? letter.toLowerCase() : '',
        ...letters.slice(at + 1),
      ].join('')
    default: {
      const look = LOOK_ALIKES[letter.toLowerCase()]
      return look === undefined ? name : [...letters.slice(0, at), random.pick(look), ...letters.slice(at + 1)].join('')
    }
  }
}

/** A name as people write theirs: full, initial, first name alone, nickname with a number. */
export function makeRealName(random: Random): string {
  const first = random.pick(FIRST_NAMES)
  const last = random.pick(LAST_NAMES)
  const kind = random.below(20)
  if (kind < 11) return `${first} ${last}`
  if (kind < 13) return `${first} ${last.charAt(0)}.`
  if (kind < 15) return `${first} ${random.pick(FIRST_NAMES)} ${last}`
  if (kind < 16) return `${first.toLowerCase()}.${last.toLowerCase()}`
  if (kind < 18) return `${first.toLowerCase()}${10 + random.below(90)}`
  return kind < 19 ? last : first
}
