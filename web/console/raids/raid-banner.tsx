/** Above the queue's list: which threads are flooded now. */

import { coarseNow } from '../clock.js'
import { formatAgo, formatTime, words } from '../i18n.js'
import { RAIDS } from '../messages/raids.js'
import { openRaids, queueOf, sayRaid } from './raids.js'

export function RaidBanner() {
  const says = words(RAIDS)
  if (openRaids.value.length === 0) return null
  return (
    <section class="raids" aria-label={says.now}>
      <ul>
        {openRaids.value.map((raid) => (
          <li key={raid.id}>
            <p>
              <strong>{says.flooded(raid.title ?? raid.slug)}</strong> <span class="quiet">{raid.site}</span>
            </p>
            <p>{sayRaid(raid)}.</p>
            <p>{says.lasts(formatAgo(raid.startedAt, coarseNow.value), formatTime(raid.lastsUntil))}</p>
            <a class="link-button" href={queueOf(raid)}>
              {says.show}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
