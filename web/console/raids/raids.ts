/** Threads under a raid: those that are on now, where their comments are, and why in words. */

import { signal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { formatNumber, words } from '../i18n.js'
import { RAIDS } from '../messages/raids.js'
import { hrefOf } from '../router.js'

export type Raid = Schemas['Raid']

/** Of all the sites one may see, newest first. */
export const openRaids = signal<readonly Raid[]>([])

export async function lookForRaids(): Promise<void> {
  openRaids.value = (await api('get', '/v1/admin/raids', {})).raids
}

/** "41 comments in 2 minutes, 38 from newcomers". */
export function sayRaid({ reasons, signs }: Raid): string {
  const says = words(RAIDS)
  const counts = { crowd: signs.newcomers, copies: signs.copies, reports: signs.reporters }
  return [
    says.comments(signs.comments, signs.withinMinutes),
    ...reasons.map((reason) => says.signs[reason](formatNumber(counts[reason]))),
  ].join(', ')
}

/** The moderation queue of the thread. */
export function queueOf({ site, slug }: Raid): string {
  return hrefOf(`/?${new URLSearchParams({ site, slug })}`)
}
