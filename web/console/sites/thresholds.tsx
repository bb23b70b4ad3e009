/** The limits of the scores: slides over a scale whose zones say what happens there, and the same as a sentence. */

import { formatScore, words } from '../i18n.js'
import { SITES } from '../messages/sites.js'
import { Section } from '../parts/page.js'
import { Field } from '../parts/small.js'
import type { Policy } from './policy-tab.js'
import { sayThresholds } from './say-thresholds.js'

type Limits = Policy['thresholds']

export interface ThresholdsProps {
  policy: Policy
  isReadOnly: boolean
  onChange: (thresholds: Limits) => void
}

export function Thresholds({ policy, isReadOnly, onChange }: ThresholdsProps) {
  const says = words(SITES)
  const { thresholds, mode } = policy
  const { hold, spam, conductHold } = thresholds
  const sentences = sayThresholds(policy)
  // In these modes what lies below the limit of spam has one fate.
  const holdShown = mode === 'open' ? spam : mode === 'strict' ? 0 : hold
  const hasHold = sentences.conduct !== null
  return (
    <Section title={says.thresholds}>
      <div class="threshold-pair">
        <div class="threshold">
          <h3>{says.spamScore}</h3>
          <Zones hold={holdShown} spam={spam} />
          {hasHold && (
            <Slider
              label={says.holdFrom}
              value={hold}
              isReadOnly={isReadOnly}
              // The two limits push each other: holding above spam would mean nothing.
              onChange={(value) => onChange({ ...thresholds, hold: value, spam: Math.max(value, spam) })}
            />
          )}
          <Slider
            label={says.spamFrom}
            value={spam}
            isReadOnly={isReadOnly}
            onChange={(value) => onChange({ ...thresholds, spam: value, hold: Math.min(value, hold) })}
          />
          <p class="note">{sentences.spam}</p>
        </div>
        {hasHold && (
          <div class="threshold">
            <h3>{says.conductScore}</h3>
            <Zones hold={conductHold} spam={1} />
            <Slider
              label={says.conductFrom}
              value={conductHold}
              isReadOnly={isReadOnly}
              onChange={(value) => onChange({ ...thresholds, conductHold: value })}
            />
            <p class="note">{sentences.conduct}</p>
          </div>
        )}
      </div>
    </Section>
  )
}

function Zones({ hold, spam }: { hold: number; spam: number }) {
  const { zones } = words(SITES)
  const parts = [
    { name: 'shown', from: 0, to: hold },
    { name: 'held', from: hold, to: spam },
    { name: 'spam', from: spam, to: 1 },
  ] as const
  return (
    <div class="zones" aria-hidden="true">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ name, from, to }) => (
          <rect key={name} class={`zone-${name}`} x={100 * from} width={100 * Math.max(0, to - from)} height="10" />
        ))}
      </svg>
      <p class="zones-key">
        {parts
          .filter(({ from, to }) => to > from)
          .map(({ name }) => (
            <span key={name} class={`zone-key zone-key-${name}`}>
              {zones[name]}
            </span>
          ))}
      </p>
    </div>
  )
}

interface SliderProps {
  label: string
  value: number
  isReadOnly: boolean
  onChange: (value: number) => void
}

function Slider({ label, value, isReadOnly, onChange }: SliderProps) {
  return (
    <Field label={label}>
      {(control) => (
        <span class="slider">
          <input
            {...control}
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={value}
            disabled={isReadOnly}
            onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
          />
          <output for={control.id}>{formatScore(value)}</output>
        </span>
      )}
    </Field>
  )
}
