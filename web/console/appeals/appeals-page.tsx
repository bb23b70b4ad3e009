/** Appeals: what authors object to, and the answer of somebody else than who decided first. */

import { api, type Schemas } from '../api.js'
import { sayDecider, sayReason } from '../comment/say.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { APPEALS } from '../messages/appeals.js'
import { COMMON } from '../messages/common.js'
import { QueryChoice } from '../parts/filters.js'
import { Loaded, Page } from '../parts/page.js'
import { Ago, Empty, Field, StatusTag } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { hrefOf, query } from '../router.js'
import { role } from '../session.js'

type Appeal = Schemas['Appeal']
const STATES: readonly Appeal['state'][] = ['open', 'upheld', 'overturned', 'moot']

export function AppealsPage() {
  const says = words(APPEALS)
  const state = STATES.find((known) => known === query.value.get('state')) ?? 'open'
  const loader = useLoad(state, (abort) => api('get', '/v1/admin/appeals', { query: { state }, signal: abort }))
  return (
    <Page
      title={words(COMMON).pages.appeals}
      lead={says.lead}
      actions={
        <QueryChoice name="state" label={says.state} isLabelUnseen value={state}>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {says.states[each]}
            </option>
          ))}
        </QueryChoice>
      }
    >
      <Loaded from={loader}>
        {({ appeals }) =>
          appeals.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <ul class="sheets">
              {appeals.map((appeal) => (
                <li key={appeal.id}>
                  <AppealCard appeal={appeal} onSettled={loader.reload} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function AppealCard({ appeal, onSettled }: { appeal: Appeal; onSettled: () => void }) {
  const says = words(APPEALS)
  const { comment, decision, settledBy } = appeal
  return (
    <article class="section appeal">
      <header class="sheet-head">
        <a class="sheet-author" href={hrefOf(`/comments/${comment.id}`)}>
          {comment.authorName}
        </a>
        <StatusTag status={comment.status} />
        <span>{says.against(words(COMMON).done[decision.action], sayDecider(decision.by))}</span>
        <span>{sayReason(decision, decision.by.kind)}</span>
        <Ago at={decision.decidedAt} />
      </header>
      <p class="appeal-comment" dir="auto">
        {comment.body}
      </p>
      <div class="appeal-text">
        <h2>{says.says(comment.authorName)}</h2>
        <p dir="auto">{appeal.text}</p>
      </div>
      {appeal.mayDecide && <Answer id={appeal.id} onSettled={onSettled} />}
      {appeal.state === 'open' && !appeal.mayDecide && role.value !== 'viewer' && <p class="quiet">{says.notYours}</p>}
      {settledBy !== null && <p class="quiet">{says.settled(says.states[appeal.state], settledBy)}</p>}
      {appeal.note !== null && <q class="quiet">{appeal.note}</q>}
    </article>
  )
}

function Answer({ id, onSettled }: { id: string; onSettled: () => void }) {
  const says = words(APPEALS)
  const { send, isBusy, problem } = useSubmit()
  const settle = (form: HTMLFormElement, outcome: Schemas['AppealDecision']['outcome']): void => {
    const note = String(new FormData(form).get('note')).trim()
    void send(async () => {
      const json = { outcome, ...(note === '' ? {} : { note }) }
      await api('post', '/v1/admin/appeals/{id}/decisions', { path: { id }, json })
      onSettled()
    }, says.done)
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        const { submitter } = event
        const isOverturned = submitter instanceof HTMLButtonElement && submitter.value === 'overturned'
        settle(event.currentTarget, isOverturned ? 'overturned' : 'upheld')
      }}
    >
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Field label={says.note} isOptional>
        {(control) => <textarea {...control} class="input" name="note" rows={2} maxLength={2000} />}
      </Field>
      <p class="form-actions">
        <button type="submit" class="button button-quiet" value="upheld" disabled={isBusy.value}>
          {says.uphold}
        </button>
        <button type="submit" class="button button-quiet" value="overturned" disabled={isBusy.value}>
          {says.overturn}
        </button>
      </p>
    </form>
  )
}
