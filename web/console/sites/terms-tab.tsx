/** A site's blocked terms, and what a new one would have caught among the newest comments. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Loaded } from '../parts/page.js'
import { Field, StatusTag } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { Table } from '../parts/table.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'
import type { TabProps } from './site-page.js'

type Term = Schemas['Term']
const KINDS: readonly Term['kind'][] = ['word', 'phrase', 'host']
const ACTIONS: readonly Term['action'][] = ['hold', 'reject', 'markSpam']

export function TermsTab({ site }: TabProps) {
  const says = words(SITES)
  const mayChange = role.value !== 'viewer'
  const loader = useLoad(site.id, (abort) =>
    api('get', '/v1/admin/sites/{site}/terms', { path: { site: site.id }, signal: abort }),
  )
  const { send, isBusy, problem } = useSubmit()
  const replace = async (terms: Term[]): Promise<void> => {
    await send(async () => {
      loader.replace(await api('put', '/v1/admin/sites/{site}/terms', { path: { site: site.id }, json: { terms } }))
    }, words(COMMON).saved)
  }
  return (
    <>
      <p class="page-lead">{says.termsLead}</p>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Loaded from={loader}>
        {({ terms }) => (
          <>
            {mayChange && (
              <NewTerm siteId={site.id} isBusy={isBusy.value} onAdd={(term) => void replace([...terms, term])} />
            )}
            {terms.length === 0 ? (
              <p class="quiet">{says.noTerms}</p>
            ) : (
              <Table
                label={says.tabs.terms}
                rows={terms}
                keyOf={({ kind, text }) => `${kind} ${text}`}
                columns={[
                  { head: says.term, cell: ({ text }) => <strong>{text}</strong> },
                  { head: says.termKind, cell: ({ kind }) => says.termKinds[kind] ?? kind },
                  {
                    head: says.termAction,
                    cell: ({ action, shadow }) => (
                      <>
                        {says.termActions[action] ?? action}{' '}
                        {shadow === true && <span class="tag tag-warning">{says.shadow}</span>}
                      </>
                    ),
                  },
                  {
                    head: words(COMMON).remove,
                    isAction: true,
                    cell: (term) =>
                      mayChange && (
                        <button
                          type="button"
                          class="link-button"
                          disabled={isBusy.value}
                          aria-label={`${words(COMMON).remove}: ${term.text}`}
                          onClick={() => void replace(terms.filter((other) => other !== term))}
                        >
                          {words(COMMON).remove}
                        </button>
                      ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

interface NewTermProps {
  siteId: string
  isBusy: boolean
  onAdd: (term: Term) => void
}

function NewTerm({ siteId, isBusy, onAdd }: NewTermProps) {
  const says = words(SITES)
  const term = useSignal<Term>({ kind: 'word', text: '', action: 'hold', shadow: false })
  const change = (part: Partial<Term>): void => {
    term.value = { ...term.value, ...part }
  }
  return (
    <form
      class="new-term"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(term.peek())
        change({ text: '' })
      }}
    >
      <Field label={says.term}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            minLength={2}
            maxLength={100}
            value={term.value.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={says.termKind}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={term.value.kind}
            onChange={(event) => change({ kind: event.currentTarget.value as Term['kind'] })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {says.termKinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={says.termAction}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={term.value.action}
            onChange={(event) => change({ action: event.currentTarget.value as Term['action'] })}
          >
            {ACTIONS.map((action) => (
              <option key={action} value={action}>
                {says.termActions[action]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <label class="check">
        <input
          type="checkbox"
          checked={term.value.shadow === true}
          onChange={(event) => change({ shadow: event.currentTarget.checked })}
        />
        {says.shadowNote}
      </label>
      <button type="submit" class="button" disabled={isBusy}>
        {says.addTerm}
      </button>
      {term.value.text.trim().length >= 2 && <Preview siteId={siteId} term={term.value} />}
    </form>
  )
}

const PAUSE_MS = 300

/** Asked for once the typing pauses. */
function Preview({ siteId, term }: { siteId: string; term: Term }) {
  const says = words(SITES)
  const found = useSignal<Schemas['TermPreview'] | null>(null)
  const wanted = `${term.kind} ${term.text}`
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      api('post', '/v1/admin/sites/{site}/terms/preview', {
        path: { site: siteId },
        json: { term },
        signal: controller.signal,
      }).then(
        (answer) => {
          found.value = answer
        },
        // A preview is a help: what is wrong with the term is said when it is added.
        () => {
          found.value = null
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [wanted])
  if (found.value === null) return null
  const { matches, comments, newest } = found.value
  return (
    <div class="preview" role="status">
      <p>{says.preview(matches, comments)}</p>
      <ul>
        {newest.map(({ id, excerpt, status }) => (
          <li key={id}>
            <StatusTag status={status} /> <a href={hrefOf(`/comments/${id}`)}>{excerpt}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
