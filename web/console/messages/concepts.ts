/** What the models say that a text is about. */

const CONCEPTS = {
  'the person spoken to': 'de la personne à qui il parle',
  'somebody else': 'de quelqu’un d’autre',
  oneself: 'de soi',
  being: 'de l’être',
  denial: 'd’une négation',
  'all of a kind': 'de tous les semblables',
  'a demand': 'd’une exigence',
  'a reason': 'd’une raison',
  'a question': 'd’une question',
  courtesy: 'de politesse',
  'an insult': 'd’une insulte',
  'a gross insult': 'd’une insulte grossière',
  'an oath': 'd’un juron',
  'a comparison with filth or animals': 'd’une comparaison avec l’ordure ou les bêtes',
  'a slur': 'd’une injure contre un groupe',
  'a group of people': 'd’un groupe de personnes',
  'violence or death': 'de violence ou de mort',
  hatred: 'de haine',
  'sending away': 'd’un renvoi',
  'telling to be silent': 'd’un ordre de se taire',
  nonsense: 'de sottises',
  sex: 'de sexe',
  praise: 'd’éloges',
  'this page or site': 'de cette page ou de ce site',
  sharing: 'de partage',
  'an invitation to look': 'd’une invitation à regarder',
  'a way to make contact': 'd’un moyen de prendre contact',
  money: 'd’argent',
  investment: 'de placements',
  'a loan': 'd’un prêt',
  medicine: 'de médicaments',
  gambling: 'de jeux d’argent',
  'search engines and advertising': 'de référencement et de publicité',
  magic: 'de magie',
  'an offer': 'd’une offre',
  'haste and guarantee': 'd’urgence et de garantie',
  'a service for sale': 'd’un service à vendre',
  'a story of success': 'd’une réussite',
  'technical matters': 'de technique',
  'film and music': 'de films et de musique',
  politics: 'de politique',
  'mild sexual vulgarity': 'd’une grivoiserie légère',
  'strong sexual vulgarity': 'd’une grossièreté sexuelle forte',
  'severe sexual vulgarity': 'd’une grossièreté sexuelle grave',
  'a strong slur on origin': 'd’une forte injure sur l’origine',
  'a severe slur on origin': 'd’une grave injure sur l’origine',
  'a mild slur on gender or sexuality': 'd’une légère injure sur le genre ou la sexualité',
  'a strong slur on gender or sexuality': 'd’une forte injure sur le genre ou la sexualité',
  'a severe slur on gender or sexuality': 'd’une grave injure sur le genre ou la sexualité',
  'a mild word for excrement': 'd’un mot léger pour l’excrément',
  'a strong word for excrement': 'd’un mot fort pour l’excrément',
  'a mild insult': 'd’une insulte légère',
  'a strong insult': 'd’une insulte forte',
  'a slur on disability': 'd’une injure sur le handicap',
} as const

export type Concept = keyof typeof CONCEPTS
const NAMES = Object.keys(CONCEPTS) as Concept[]

const en = {
  names: Object.fromEntries(NAMES.map((name) => [name, name])) as Record<Concept, string>,
  one: (concept: string) => `about ${concept}`,
  two: (one: string, other: string) => `about ${one} and ${other}`,
  withLink: (concept: string) => `about ${concept}, with a link`,
  withSite: (concept: string) => `about ${concept}, from an author with a website`,
}

const fr: typeof en = {
  names: CONCEPTS,
  one: (concept) => `il est question ${concept}`,
  two: (one, other) => `il est question ${one} et ${other}`,
  withLink: (concept) => `il est question ${concept}, avec un lien`,
  withSite: (concept) => `il est question ${concept}, d’un auteur qui a un site web`,
}

export const SUBJECTS = { en, fr }
