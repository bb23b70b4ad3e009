/** A ban that the comment falls under: of its author, the address, the mail domain or the network. */

import type { Check } from '../check.js'

/** A ban acts by what it demands; it says nothing about the text. */
const SCORE = 0
const NAMES = { author: 'author', address: 'address', domain: 'mail domain', network: 'network' } as const

export const ban: Check = {
  name: 'ban',
  version: '1',
  kind: 'circumstance',
  run: (_subject, { bans }) => {
    const strictest = bans.find(({ effect }) => effect === 'reject') ?? bans[0]
    if (strictest === undefined) return null
    const { id, kind, effect } = strictest
    return { score: SCORE, ban: effect, note: `the ${NAMES[kind]} is banned here`, details: { kind, ban: id } }
  },
}
