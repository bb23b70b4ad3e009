/** What became of the author's other comments on the site. */

import type { Comment } from '../api.js'
import { words } from '../i18n.js'
import { AUTHORS } from '../messages/authors.js'
import { QUEUE } from '../messages/queue.js'
import { hrefOf } from '../router.js'
import { contextOf } from './context.js'

const KINDS = ['approved', 'rejected', 'spam', 'pending'] as const
type AuthorCounts = Record<(typeof KINDS)[number], number>

export function AuthorRecord({ comment }: { comment: Comment }) {
  const says = words(QUEUE)
  const context = contextOf(comment.id).value
  return (
    <section class="record">
      <h2>{says.record}</h2>
      {comment.author.hasEmail ? (
        <>
          {context.state === 'ready' && <RecordLine record={context.detail.authorRecord} />}
          <p>
            <a href={hrefOf(`/authors/${comment.author.id}`)}>{words(AUTHORS).page}</a>
          </p>
        </>
      ) : (
        <p class="quiet">{says.anonymous}</p>
      )}
      {context.state === 'ready' && context.detail.notes.length > 0 && (
        <ul class="notes" aria-label={words(AUTHORS).notes}>
          {context.detail.notes.map(({ id, body, by }) => (
            <li key={id} class="colleague-note">
              <p class="colleague-note-text" dir="auto">
                {body}
              </p>
              <p class="colleague-note-foot">
                <strong>{by}</strong>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** A stacked bar and the same in words. */
export function RecordLine({ record }: { record: AuthorCounts }) {
  const says = words(QUEUE)
  const total = KINDS.reduce((sum, kind) => sum + record[kind], 0)
  if (total === 0) return <p class="quiet">{says.noRecord}</p>
  let start = 0
  return (
    <div class="record-line">
      <svg class="stack" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {KINDS.map((kind) => {
          const x = start
          start += (100 * record[kind]) / total
          return <rect key={kind} class={`stack-${kind}`} x={x} width={start - x} height="8" />
        })}
      </svg>
      <p>
        {KINDS.filter((kind) => record[kind] > 0)
          .map((kind) => says.recordOf[kind](record[kind]))
          .join(' · ')}
      </p>
    </div>
  )
}
