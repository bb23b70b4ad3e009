/** Why a comment is where it is: both scores, and each signal as a sentence, the strongest first. */

import type { Comment, Signal } from '../api.js'
import { formatScore, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { explainSignal } from './explain.js'

export function SignalList({ comment }: { comment: Comment }) {
  const says = words(QUEUE)
  const { spam, conduct } = comment.scores
  const signals = comment.signals
    .filter(({ score, relief = 0, demanded, holds }) => score > 0 || relief > 0 || (demanded ?? holds) !== undefined)
    .sort((a, b) => weightOf(b) - weightOf(a))
  return (
    <section class="why">
      <h2>{says.whyHere}</h2>
      <div class="scores">
        {spam !== null && <Score label={says.spam} score={spam} />}
        {conduct !== null && <Score label={says.conduct} score={conduct} />}
      </div>
      {signals.length === 0 ? (
        <p class="quiet">{says.nothingFound}</p>
      ) : (
        <ul class="signals">
          {signals.map((signal) => (
            <SignalLine key={signal.check} signal={signal} />
          ))}
        </ul>
      )}
    </section>
  )
}

function weightOf({ score, relief = 0, demanded }: Signal): number {
  return demanded === undefined ? Math.max(score, relief) : 2
}

function SignalLine({ signal }: { signal: Signal }) {
  const says = words(QUEUE)
  const isRelief = signal.score === 0 && (signal.relief ?? 0) > 0
  return (
    <li class={isRelief ? 'signal signal-good' : 'signal'}>
      <Bar share={isRelief ? (signal.relief ?? 0) : signal.score} />
      <span>
        {explainSignal(signal).text}
        {isRelief && <em class="signal-note"> {says.inFavour}</em>}
        {signal.demanded !== undefined && (
          <em class="signal-note"> {says.demanded(words(COMMON).actions[signal.demanded])}</em>
        )}
        {signal.shadow === true && <em class="signal-note"> {says.onlyNoted}</em>}
      </span>
    </li>
  )
}

function Score({ label, score }: { label: string; score: number }) {
  return (
    <p class="score">
      <span class="unseen">{words(QUEUE).scoreOf(label, formatScore(score))}</span>
      <span class="score-label" aria-hidden="true">
        {label}
      </span>
      <Bar share={score} />
      <span class="score-figure" aria-hidden="true">
        {formatScore(score)}
      </span>
    </p>
  )
}

export function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="8" />
      <rect class="bar-fill" width={Math.max(1, 100 * share)} height="8" />
    </svg>
  )
}
