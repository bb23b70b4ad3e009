/** A site's policy in plain sentences, and what it would have done to past comments before it is saved. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Section } from '../parts/page.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { isAdmin } from '../session.js'
import { BacktestSection } from './backtest-section.js'
import type { TabProps } from './site-page.js'
import { Thresholds } from './thresholds.js'

export type Policy = Schemas['Policy']
const MODES = ['open', 'balanced', 'trusted', 'strict'] as const

export function PolicyTab({ site, onChanged }: TabProps) {
  const says = words(SITES)
  const policy = useSignal<Policy>(site.policy)
  const { send, isBusy, problem } = useSubmit()
  const isReadOnly = !isAdmin.value
  const change = (part: Partial<Policy>): void => {
    policy.value = { ...policy.value, ...part }
  }
  const isChanged = JSON.stringify(policy.value) !== JSON.stringify(site.policy)
  return (
    <>
      <p class="page-lead">{says.policyLead}</p>
      <form
        class="policy"
        onSubmit={(event) => {
          event.preventDefault()
          void send(async () => {
            const saved = await api('put', '/v1/admin/sites/{site}/policy', {
              path: { site: site.id },
              json: policy.peek(),
            })
            policy.value = saved
            onChanged({ ...site, policy: saved })
          }, words(COMMON).saved)
        }}
      >
        <fieldset class="modes" disabled={isReadOnly}>
          <legend>{says.mode}</legend>
          {MODES.map((mode) => (
            <label key={mode} class="mode">
              <input type="radio" name="mode" checked={policy.value.mode === mode} onChange={() => change({ mode })} />
              <span>
                <strong>{says.modes[mode][0]}</strong>
                <span class="mode-text">{says.modes[mode][1]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Thresholds policy={policy.value} isReadOnly={isReadOnly} onChange={(thresholds) => change({ thresholds })} />
        <MoreRules policy={policy.value} isReadOnly={isReadOnly} onChange={change} />
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {!isReadOnly && (
          <p class="form-actions">
            <button type="submit" class="button" disabled={isBusy.value || !isChanged}>
              {words(COMMON).save}
            </button>
            {isChanged && <span class="quiet">{says.saveFirst}</span>}
          </p>
        )}
      </form>
      {!isReadOnly && <BacktestSection siteId={site.id} policy={policy.value} />}
    </>
  )
}

interface MoreRulesProps {
  policy: Policy
  isReadOnly: boolean
  onChange: (change: Partial<Policy>) => void
}

function MoreRules({ policy, isReadOnly, onChange }: MoreRulesProps) {
  const says = words(SITES)
  return (
    <Section title={says.more}>
      <div class="form">
        <label class="check">
          <input
            type="checkbox"
            checked={policy.requireEmail}
            disabled={isReadOnly}
            onChange={(event) => onChange({ requireEmail: event.currentTarget.checked })}
          />
          <span>
            {says.requireEmail} <span class="hint">{says.requireEmailNote}</span>
          </span>
        </label>
        <Field label={says.editWindow}>
          {(control) => (
            <input
              {...control}
              class="input input-short"
              type="number"
              min={0}
              max={10080}
              required
              value={policy.editWindowMinutes}
              readOnly={isReadOnly}
              onInput={(event) => onChange({ editWindowMinutes: event.currentTarget.valueAsNumber || 0 })}
            />
          )}
        </Field>
        <Field label={says.closeAfter} note={says.closeAfterNote}>
          {(control) => (
            <input
              {...control}
              class="input input-short"
              type="number"
              min={1}
              max={36500}
              value={policy.closeAfterDays ?? ''}
              readOnly={isReadOnly}
              onInput={(event) => onChange({ closeAfterDays: event.currentTarget.valueAsNumber || null })}
            />
          )}
        </Field>
      </div>
    </Section>
  )
}
