/** Bans in force: who, until when, why, and a window to ban an address, a mail domain or a network. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { AUTHORS } from '../messages/authors.js'
import { COMMON } from '../messages/common.js'
import { SiteOptions } from '../parts/filters.js'
import { Loaded, Page } from '../parts/page.js'
import { Ago, Empty, Field } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'
import { BanForm } from './ban-form.js'
import { LiftButton, sayUntil } from './ban-line.js'

type Ban = Schemas['Ban']
const VALUES = ['email', 'domain', 'network'] as const
type Value = (typeof VALUES)[number]
const SHOWN = 200

export function BansPage() {
  const says = words(AUTHORS)
  const common = words(COMMON)
  const mayBan = role.value !== 'viewer'
  const isAdding = useSignal(false)
  const loader = useLoad('bans', (abort) => api('get', '/v1/admin/bans', { query: { limit: SHOWN }, signal: abort }))
  return (
    <Page
      title={common.pages.bans}
      lead={says.bansLead}
      actions={
        mayBan && (
          <button
            type="button"
            class="button"
            onClick={() => {
              isAdding.value = true
            }}
          >
            {says.addBan}
          </button>
        )
      }
    >
      <Loaded from={loader}>
        {({ bans }) =>
          bans.length === 0 ? (
            <Empty title={says.noBans}>
              <p>{says.noBansText}</p>
            </Empty>
          ) : (
            <Table
              label={common.pages.bans}
              rows={bans}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: says.who,
                  cell: (ban) => (
                    <>
                      <strong>{says.kinds[ban.kind]}</strong> <Who ban={ban} />
                    </>
                  ),
                },
                { head: common.site, cell: ({ site }) => site },
                { head: says.effect, cell: ({ effect }) => says.effects[effect] },
                { head: says.until, cell: sayUntil },
                {
                  head: says.reason,
                  cell: ({ reason, by, createdAt }) => (
                    <>
                      {reason}{' '}
                      <span class="quiet">
                        {says.placedBy(by)}, <Ago at={createdAt} />
                      </span>
                    </>
                  ),
                },
                {
                  head: says.lift,
                  isAction: true,
                  cell: (ban) => mayBan && <LiftButton ban={ban} onLifted={loader.reload} />,
                },
              ]}
            />
          )
        }
      </Loaded>
      {isAdding.value && (
        <NewBan
          onClose={() => {
            isAdding.value = false
            loader.reload()
          }}
        />
      )}
    </Page>
  )
}

function Who({ ban: { author, kind, prefixBits } }: { ban: Ban }) {
  const says = words(AUTHORS)
  if (author !== null) return <a href={hrefOf(`/authors/${author.id}`)}>{author.name ?? says.nameless}</a>
  const text = kind !== 'network' ? says.hidden : prefixBits === null ? says.networkOfComment : says.network(prefixBits)
  return <span class="quiet">{text}</span>
}

function NewBan({ onClose }: { onClose: () => void }) {
  const says = words(AUTHORS)
  const value = useSignal<Value>('email')
  const sites = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  return (
    <BanForm
      title={says.addBan}
      onClose={onClose}
      onSend={async (terms, form) => {
        const site = String(form.get('site') ?? '')
        const json = { ...terms, site, [value.peek()]: String(form.get('value')) }
        await api('post', '/v1/admin/bans', { json })
      }}
    >
      {(errors) => (
        <>
          <Loaded from={sites}>
            {({ sites: known }) => (
              <Field label={words(COMMON).site} error={errors.site}>
                {(control) => (
                  <select {...control} class="input" name="site">
                    <SiteOptions sites={known} />
                  </select>
                )}
              </Field>
            )}
          </Loaded>
          <Field label={says.kind}>
            {(control) => (
              <select
                {...control}
                class="input"
                value={value.value}
                onChange={(event) => {
                  value.value = VALUES.find((known) => known === event.currentTarget.value) ?? 'email'
                }}
              >
                {VALUES.map((each) => (
                  <option key={each} value={each}>
                    {says.kinds[each === 'email' ? 'address' : each]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={says.values[value.value]} note={says.valueNotes[value.value]} error={errors[value.value]}>
            {(control) => (
              <input
                {...control}
                class="input"
                name="value"
                required
                maxLength={254}
                autoComplete="off"
                spellcheck={false}
              />
            )}
          </Field>
        </>
      )}
    </BanForm>
  )
}
