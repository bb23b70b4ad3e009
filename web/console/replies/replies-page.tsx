/** Saved replies of a site: written, changed, removed. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { REPLIES } from '../messages/replies.js'
import { notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Dialog } from '../parts/dialog.js'
import { QueryChoice, SiteOptions } from '../parts/filters.js'
import { Loaded, Page } from '../parts/page.js'
import { Empty, Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { preferences } from '../preferences.js'
import { REASONS } from '../queue/decide.js'
import { query } from '../router.js'
import { role } from '../session.js'
import { forgetSavedReplies, type SavedReply } from './saved-replies.js'

type Site = Schemas['Site']

export function RepliesPage() {
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  return (
    <Loaded from={loader}>
      {({ sites }) => {
        const wanted = query.value.get('site') ?? preferences.value.site
        const site = sites.find(({ id }) => id === wanted) ?? sites[0]
        return site === undefined ? (
          <Page title={words(COMMON).pages.replies}>
            <p class="quiet">{words(COMMON).none}</p>
          </Page>
        ) : (
          <SiteReplies key={site.id} site={site} sites={sites} />
        )
      }}
    </Loaded>
  )
}

function SiteReplies({ site, sites }: { site: Site; sites: readonly Site[] }) {
  const says = words(REPLIES)
  const common = words(COMMON)
  const mayChange = role.value !== 'viewer'
  const open = useSignal<SavedReply | 'new' | null>(null)
  const loader = useLoad(site.id, (abort) =>
    api('get', '/v1/admin/sites/{site}/saved-replies', { path: { site: site.id }, signal: abort }),
  )
  const refresh = (): void => {
    forgetSavedReplies(site.id)
    open.value = null
    loader.reload()
  }
  const remove = async (reply: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/sites/{site}/saved-replies/{reply}', { path: { site: site.id, reply } })
      refresh()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Page
      title={common.pages.replies}
      lead={says.lead}
      actions={
        <>
          {sites.length > 1 && (
            <QueryChoice name="site" label={common.site} isLabelUnseen value={site.id}>
              <SiteOptions sites={sites} />
            </QueryChoice>
          )}
          {mayChange && (
            <button
              type="button"
              class="button"
              onClick={() => {
                open.value = 'new'
              }}
            >
              {says.add}
            </button>
          )}
        </>
      }
    >
      <Loaded from={loader}>
        {({ savedReplies }) =>
          savedReplies.length === 0 ? (
            <Empty title={says.none}>
              <p>{says.noneText}</p>
            </Empty>
          ) : (
            <ol class="saved-replies">
              {savedReplies.map((reply) => (
                <li key={reply.id} class="section">
                  <h2>{reply.title}</h2>
                  {reply.reason !== null && <p class="quiet">{words(QUEUE).reasons[reply.reason]}</p>}
                  <p class="excerpt" dir="auto">
                    {reply.body}
                  </p>
                  {mayChange && (
                    <p class="form-actions">
                      <button
                        type="button"
                        class="button button-small button-quiet"
                        aria-label={`${says.change}: ${reply.title}`}
                        onClick={() => {
                          open.value = reply
                        }}
                      >
                        {says.change}
                      </button>
                      <Confirm
                        label={common.remove}
                        question={says.removeQuestion}
                        onConfirm={() => remove(reply.id)}
                      />
                    </p>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      {open.value !== null && (
        <ReplyForm
          site={site.id}
          reply={open.value === 'new' ? null : open.value}
          onSaved={refresh}
          onClose={() => {
            open.value = null
          }}
        />
      )}
    </Page>
  )
}

interface ReplyFormProps {
  site: string
  /** null: a new one. */
  reply: SavedReply | null
  onSaved: () => void
  onClose: () => void
}

function ReplyForm({ site, reply, onSaved, onClose }: ReplyFormProps) {
  const says = words(REPLIES)
  const common = words(COMMON)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <Dialog title={reply === null ? says.add : says.change} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const json = {
            title: String(given.get('title')),
            body: String(given.get('body')),
            reason: REASONS.find((known) => known === given.get('reason')) ?? null,
          }
          void send(async () => {
            if (reply === null) await api('post', '/v1/admin/sites/{site}/saved-replies', { path: { site }, json })
            else {
              const path = { site, reply: reply.id }
              await api('put', '/v1/admin/sites/{site}/saved-replies/{reply}', { path, json })
            }
            onSaved()
          }, common.saved)
        }}
      >
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field label={says.title} error={errors.value.title}>
          {(control) => (
            <input {...control} class="input" name="title" required maxLength={80} defaultValue={reply?.title ?? ''} />
          )}
        </Field>
        <Field label={says.body} note={says.bodyNote} error={errors.value.body}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              name="body"
              required
              rows={4}
              maxLength={2000}
              defaultValue={reply?.body ?? ''}
            />
          )}
        </Field>
        <Field label={says.reason}>
          {(control) => (
            <select {...control} class="input" name="reason">
              <option value="">{says.anyReason}</option>
              {REASONS.map((reason) => (
                <option key={reason} value={reason} selected={reply?.reason === reason}>
                  {words(QUEUE).reasons[reason]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {common.save}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
