/** What the settings on the screen would have done to past comments, against what people decided. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, type Schemas } from '../api.js'
import { formatNumber, formatShare, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Section } from '../parts/page.js'
import { Progress } from '../parts/progress.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { Table } from '../parts/table.js'
import { hrefOf } from '../router.js'
import type { Policy } from './policy-tab.js'

type Backtest = Schemas['Backtest']
type Difference = Schemas['BacktestDifferences']['differences'][number]
const EFFECTS = ['freed', 'caught', 'let-through', 'held-back'] as const
const RUNNING: ReadonlySet<string> = new Set(['waiting', 'running'])
const ASK_AGAIN_MS = 700
const DIFFERENCES = 20

export function BacktestSection({ siteId, policy }: { siteId: string; policy: Policy }) {
  const says = words(SITES)
  const backtest = useSignal<Backtest | null>(null)
  const days = useSignal(30)
  const { send, isBusy, problem } = useSubmit()
  const { id, state } = backtest.value ?? {}
  useEffect(() => {
    if (id === undefined || state === undefined || !RUNNING.has(state)) return
    const timer = setTimeout(() => {
      void send(async () => {
        backtest.value = await api('get', '/v1/admin/sites/{site}/policy/backtests/{backtest}', {
          path: { site: siteId, backtest: id },
        })
      })
    }, ASK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [backtest.value])
  const begin = (): void => {
    void send(async () => {
      backtest.value = await api('post', '/v1/admin/sites/{site}/policy/backtests', {
        path: { site: siteId },
        json: { policy, days: days.peek() },
      })
    })
  }
  const stop = (backtestId: string): void => {
    void send(async () => {
      backtest.value = await api('delete', '/v1/admin/sites/{site}/policy/backtests/{backtest}', {
        path: { site: siteId, backtest: backtestId },
      })
    })
  }
  const isRunning = state !== undefined && RUNNING.has(state)
  return (
    <Section title={says.tryIt} note={says.tryNote}>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="backtest-form">
        <Field label={says.days}>
          {(control) => (
            <input
              {...control}
              class="input input-short"
              type="number"
              min={1}
              max={365}
              value={days.value}
              onInput={(event) => {
                days.value = event.currentTarget.valueAsNumber || 1
              }}
            />
          )}
        </Field>
        {isRunning && id !== undefined ? (
          <button type="button" class="button button-quiet" onClick={() => stop(id)}>
            {says.stop}
          </button>
        ) : (
          <button type="button" class="button button-quiet" disabled={isBusy.value} onClick={begin}>
            {says.begin}
          </button>
        )}
      </div>
      {backtest.value !== null && <Result siteId={siteId} backtest={backtest.value} />}
    </Section>
  )
}

function Result({ siteId, backtest }: { siteId: string; backtest: Backtest }) {
  const says = words(SITES)
  const { state, done, total, summary } = backtest
  const { effects, people } = summary
  const changed = EFFECTS.filter((effect) => effects[effect] > 0)
  const share = (agreed: number) => formatShare(people.decided === 0 ? 1 : agreed / people.decided)
  return (
    <div class="backtest">
      <Progress
        label={says.backtestStates[state] ?? state}
        done={done}
        total={total}
        text={says.backtestProgress(formatNumber(done), formatNumber(total))}
      />
      {state === 'done' && changed.length === 0 && effects.other === 0 && <p>{says.noDifference}</p>}
      {changed.length > 0 && (
        <ul class="effects">
          {changed.map((effect) => (
            <li key={effect} class={`effect effect-${effect}`}>
              <strong>{formatNumber(effects[effect])}</strong>
              <span>
                {says.effects[effect][0]} <span class="quiet">{says.effects[effect][1]}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {people.decided > 0 && <p>{says.agreement(share(people.agreedDone), share(people.agreedProposed))}</p>}
      {state === 'done' && (changed.length > 0 || effects.other > 0) && (
        <Differences siteId={siteId} backtestId={backtest.id} />
      )}
    </div>
  )
}

function Differences({ siteId, backtestId }: { siteId: string; backtestId: string }) {
  const says = words(SITES)
  const head = says.differenceHead
  const { actions } = words(COMMON)
  const found = useSignal<readonly Difference[]>([])
  const { send } = useSubmit()
  useEffect(() => {
    void send(async () => {
      const { differences } = await api('get', '/v1/admin/sites/{site}/policy/backtests/{backtest}/differences', {
        path: { site: siteId, backtest: backtestId },
        query: { limit: DIFFERENCES },
      })
      found.value = differences
    })
  }, [backtestId])
  if (found.value.length === 0) return null
  return (
    <Table
      label={says.differences}
      rows={found.value}
      keyOf={({ commentId }) => commentId}
      columns={[
        {
          head: head.comment,
          cell: ({ commentId }) => <a href={hrefOf(`/comments/${commentId}`)}>{commentId.slice(-8)}</a>,
        },
        { head: head.was, cell: ({ done }) => actions[done] },
        { head: head.wouldBe, cell: ({ proposed }) => actions[proposed] },
        { head: head.people, cell: ({ people }) => (people === null ? '–' : says.people[people]) },
      ]}
    />
  )
}
