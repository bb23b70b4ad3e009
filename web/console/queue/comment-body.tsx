/** The text of a comment, with what the checks saw lit up, blurred for who wants it so. */

import { useSignal } from '@preact/signals'
import type { Comment } from '../api.js'
import { words } from '../i18n.js'
import { QUEUE } from '../messages/queue.js'
import { Icon } from '../parts/icon.js'
import { preferences } from '../preferences.js'
import { explainSignal } from './explain.js'
import { markPieces } from './highlight.js'

const HARSH = new Set(['profanity', 'toxicity-model'])
const HARSH_SCORE = 0.5

/** The text as it was sent, without its markup: what the author typed, with what the checks saw lit up. */
export function Body({ comment }: { comment: Comment }) {
  const isShown = useSignal(false)
  const quotes = comment.signals.flatMap((signal) => explainSignal(signal).quotes)
  const { veil } = preferences.value
  const isHarsh = comment.signals.some(({ check, score }) => HARSH.has(check) && score >= HARSH_SCORE)
  const isVeiled = !isShown.value && (veil === 'all' || (veil === 'harsh' && isHarsh))
  return (
    <div class={isVeiled ? 'body body-veiled' : 'body'}>
      <p class="body-text" dir="auto">
        {markPieces(comment.body, quotes).map(({ text, kind }) =>
          kind === 'plain' ? text : <mark class={`mark mark-${kind}`}>{text}</mark>,
        )}
      </p>
      {isVeiled && (
        <button
          type="button"
          class="button button-small body-show"
          onClick={() => {
            isShown.value = true
          }}
        >
          <Icon name="eye" />
          {words(QUEUE).veiled}
        </button>
      )}
    </div>
  )
}
