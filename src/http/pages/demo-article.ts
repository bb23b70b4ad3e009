/** The demo's article, in both languages. The paper and its author are imaginary; the quotations are not. */

import { type Html, html } from './html.js'
import type { Language } from './messages.js'

export interface DemoArticle {
  title: string
  kicker: string
  standfirst: string
  author: string
  picture: string
  opening: readonly string[]
  sections: readonly { heading: string; paragraphs: readonly string[] }[]
  quotation: { text: string; source: Html }
}

export const DEMO_ARTICLES: Readonly<Record<Language, DemoArticle>> = {
  en: {
    title: 'The art of not being right too soon',
    kicker: 'Ideas',
    standfirst:
      'We have never replied so much and conversed so little. In praise of an old exercise: letting the other person finish the sentence.',
    author: 'Hélène Marchand',
    picture: 'Illustration: two people face each other at a table, under one lamp.',
    opening: [
      'Every good conversation holds a moment when you forget what you came to defend. The other person’s sentence has been at work; it has moved a piece of furniture in the room, and you can no longer say where you put your certainties down. Such a moment cannot be arranged. All it asks for is time, a table, and somebody on the other side of it.',
      'Montaigne thought that talking things over was “the most fruitful and natural exercise of our mind”. Exercise is the word. We do not converse as we recite: we learn to parry without wounding, to yield without surrender, to change our minds without losing face. Those who contradicted him, he wrote, woke his attention and not his anger.',
    ],
    sections: [
      {
        heading: 'The neighbour at table',
        paragraphs: [
          'Two centuries later Madame de Staël, banished from Paris, missed the salons less than what was played there. Speech, she said, was “an instrument on which people love to play, and which revives the spirits, like music among some nations and strong liquor among others”. She also knew that an instrument wants tuning. You listen before you come in, you take the key, and you hand the tune back to whoever began it.',
          'We have kept the instrument and lost the tuning. Under articles, at the foot of pages, the retort arrives before the reading is done; it is aimed at the gallery rather than at the person. Yet a reader who writes is neither a dissatisfied customer nor an extra in the crowd. That reader is a neighbour at table, who deserves good light, a chair that holds, and a host who asks the drunks to keep their voices down.',
        ],
      },
      {
        heading: 'Lowering the lamp',
        paragraphs: [
          'What is to be done? Little, and slow things first. Read again the sentence you are about to answer. Look for what is strongest in it, not for what is clumsiest. Ask one question to which you do not know the answer. And when the other person is right, say so: it takes three words, costs less than one fears, and keeps for years.',
          'In the villages of old France, the veillée brought together around a single lamp people who agreed on nothing but the price of oil. They cracked nuts, told stories, quarrelled, and went home late. The lamp is still burning. Draw up a chair: the rest of this article is yours.',
        ],
      },
    ],
    quotation: {
      text: 'Speech belongs half to the one who speaks, half to the one who listens.',
      source: html`Montaigne, <cite>Essays</cite>, III, 13`,
    },
  },
  fr: {
    title: 'L’art de n’avoir pas raison trop vite',
    kicker: 'Idées',
    standfirst:
      'On n’a jamais tant répondu, ni si peu conversé. Éloge d’un exercice ancien\u00a0: laisser à l’autre le temps de finir sa phrase.',
    author: 'Hélène Marchand',
    picture: 'Illustration\u00a0: deux personnes se font face à une table, sous une seule lampe.',
    opening: [
      'Il y a, dans toute conversation réussie, un moment où l’on oublie ce que l’on était venu y défendre. La phrase de l’autre a fait son chemin\u202f; elle a déplacé un meuble dans la pièce, et l’on ne sait plus très bien où l’on avait posé ses certitudes. Ce moment-là ne se commande pas. Il ne demande que du temps, une table, et quelqu’un en\u00a0face.',
      'Montaigne tenait la conversation, qu’il appelait la conférence, pour «\u00a0le plus fructueux et naturel exercice de notre esprit\u00a0». Exercice\u00a0: le mot est juste. On ne converse pas comme on récite\u202f; on y apprend à parer sans blesser, à céder sans se rendre, à changer d’avis sans perdre la face. Ceux qui le contredisaient, écrit-il, éveillaient son attention, non pas sa colère.',
    ],
    sections: [
      {
        heading: 'Le voisin de table',
        paragraphs: [
          'Deux siècles plus tard, Mme\u00a0de\u00a0Staël, chassée de Paris, regrettait moins les salons que ce qui s’y jouait. La parole, disait-elle, y était «\u00a0un instrument dont on aime à jouer, et qui ranime les esprits, comme la musique chez quelques peuples, et les liqueurs fortes chez quelques autres\u00a0». Elle savait aussi qu’un instrument s’accorde\u00a0: on écoute avant d’entrer, on prend le ton, et l’on rend la mélodie à qui l’avait commencée.',
          'Nous avons gardé l’instrument et perdu l’accord. Sous les articles, au bas des pages, la réplique arrive avant la lecture\u202f; elle vise la galerie plus que l’interlocuteur. Or le lecteur qui écrit n’est ni un client mécontent ni un figurant\u00a0: c’est un voisin de table. Il mérite que la lumière soit bonne, que la chaise tienne, et que l’on prie les ivrognes de baisser la voix.',
        ],
      },
      {
        heading: 'Baisser la lampe',
        paragraphs: [
          'Que faire\u202f? Peu de choses, et d’abord des choses lentes. Relire la phrase à laquelle on répond. Y chercher ce qu’elle a de plus fort, non ce qu’elle a de plus maladroit. Poser une question dont on ne connaît pas la réponse. Et, quand l’autre a raison, le dire\u00a0: trois mots suffisent, ils coûtent moins qu’on ne croit et se gardent longtemps.',
          'Dans les villages d’autrefois, la veillée réunissait autour d’une seule lampe des gens qui n’étaient d’accord sur rien, sinon sur le prix de l’huile. On y cassait des noix, on y racontait, on s’y disputait\u202f; on rentrait tard. La lampe est restée allumée. Tirez une chaise\u00a0: la suite de cet article est à vous.',
        ],
      },
    ],
    quotation: {
      text: 'La parole est moitié à celui qui parle, moitié à celui qui l’écoute.',
      source: html`Montaigne, <cite>Essais</cite>, III,\u00a013`,
    },
  },
}
