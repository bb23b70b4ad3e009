/** API keys: made, listed, revoked. A key itself is shown once. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { formatDay, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { KEYS } from '../messages/keys.js'
import { notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Dialog } from '../parts/dialog.js'
import { Loaded, Page } from '../parts/page.js'
import { RoleChoice, readRole } from '../parts/role-choice.js'
import { Secret } from '../parts/secret.js'
import { readSites, SiteChoice, saySites } from '../parts/site-choice.js'
import { Ago, Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { Table } from '../parts/table.js'

type ApiKey = Schemas['ApiKey']

export function KeysPage() {
  const says = words(KEYS)
  const common = words(COMMON)
  const loader = useLoad('keys', (abort) => api('get', '/v1/admin/api-keys', { signal: abort }))
  const dialog = useSignal<'none' | 'new' | Schemas['CreatedApiKey']>('none')
  const close = (): void => {
    dialog.value = 'none'
    loader.reload()
  }
  const revoke = async (id: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/api-keys/{id}', { path: { id } })
      loader.reload()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Page
      title={common.pages.keys}
      lead={says.lead}
      actions={
        <button
          type="button"
          class="button"
          onClick={() => {
            dialog.value = 'new'
          }}
        >
          {says.add}
        </button>
      }
    >
      <Loaded from={loader}>
        {({ apiKeys }) =>
          apiKeys.length === 0 ? (
            <p class="quiet">{says.noKeys}</p>
          ) : (
            <Table
              label={common.pages.keys}
              rows={liveFirst(apiKeys)}
              keyOf={({ id }) => id}
              isOver={(key) => stateOf(key) !== 'live'}
              columns={[
                { head: says.name, cell: ({ name }) => <strong>{name}</strong> },
                { head: common.role, cell: ({ role }) => common.roles[role] },
                { head: common.sites, cell: ({ sites }) => saySites(sites) },
                {
                  head: says.state,
                  cell: (key) => (
                    <>
                      {says[stateOf(key)]}
                      {key.expiresAt !== null && stateOf(key) === 'live' && (
                        <span class="quiet">, {says.until(formatDay(key.expiresAt))}</span>
                      )}
                    </>
                  ),
                },
                {
                  head: says.madeBy,
                  cell: ({ madeBy }) =>
                    madeBy !== null && (madeBy.name ?? <span class="tag tag-warning">{says.makerGone}</span>),
                },
                {
                  head: says.lastUsed,
                  cell: ({ lastUsedAt }) => (lastUsedAt === null ? common.never : <Ago at={lastUsedAt} />),
                },
                {
                  head: says.revoke,
                  isAction: true,
                  cell: (key) =>
                    stateOf(key) === 'live' && (
                      <Confirm label={says.revoke} question={says.revokeQuestion} onConfirm={() => revoke(key.id)} />
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {dialog.value === 'new' && (
        <NewKey
          onClose={close}
          onMade={(made) => {
            dialog.value = made
          }}
        />
      )}
      {typeof dialog.value === 'object' && (
        <Dialog title={says.madeTitle} onClose={close}>
          <p class="entry-lead">{says.madeLead}</p>
          <Secret value={dialog.value.key} label={says.madeTitle} />
        </Dialog>
      )}
    </Page>
  )
}

/** Each part in the order in which they were made. */
function liveFirst(keys: readonly ApiKey[]): ApiKey[] {
  const isLive = (key: ApiKey): boolean => stateOf(key) === 'live'
  return [...keys.filter(isLive), ...keys.filter((key) => !isLive(key))]
}

function stateOf({ revokedAt, expiresAt }: ApiKey): 'live' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) < Date.now() ? 'expired' : 'live'
}

interface NewKeyProps {
  onClose: () => void
  onMade: (made: Schemas['CreatedApiKey']) => void
}

function NewKey({ onClose, onMade }: NewKeyProps) {
  const says = words(KEYS)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <Dialog title={says.add} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const day = String(given.get('expires'))
          void send(async () => {
            onMade(
              await api('post', '/v1/admin/api-keys', {
                json: {
                  name: String(given.get('name')),
                  role: readRole(given),
                  sites: readSites(given),
                  expiresAt: day === '' ? null : new Date(`${day}T23:59:59`).toISOString(),
                },
              }),
            )
          })
        }}
      >
        {problem.value !== null && errors.value.sites === undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field label={says.name} note={says.nameNote} error={errors.value.name}>
          {(control) => <input {...control} class="input" name="name" required maxLength={80} />}
        </Field>
        <RoleChoice />
        <SiteChoice error={errors.value.sites} />
        <Field label={says.expires} note={says.expiresNote} isOptional error={errors.value.expiresAt}>
          {(control) => <input {...control} class="input input-short" type="date" name="expires" />}
        </Field>
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {says.add}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
