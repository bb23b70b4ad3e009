/** All sites, and a form for one more. */

import { useSignal } from '@preact/signals'
import { api } from '../api.js'
import { words } from '../i18n.js'
import { currentLanguage } from '../language.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Dialog } from '../parts/dialog.js'
import { Loaded, Page } from '../parts/page.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { hrefOf, navigate } from '../router.js'
import { isAdmin, session } from '../session.js'
import { OriginsField, readOrigins } from './origins-field.js'

export function SitesPage() {
  const says = words(SITES)
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  const isAdding = useSignal(false)
  const mayAdd = isAdmin.value && session.value?.moderator.sites === null
  return (
    <Page
      title={words(COMMON).pages.sites}
      lead={says.lead}
      actions={
        mayAdd && (
          <button
            type="button"
            class="button"
            onClick={() => {
              isAdding.value = true
            }}
          >
            {says.add}
          </button>
        )
      }
    >
      <Loaded from={loader}>
        {({ sites }) => (
          <ul class="cards">
            {sites.map(({ id, name, policy, origins }) => (
              <li key={id}>
                <a class="card" href={hrefOf(`/sites/${id}`)}>
                  <strong>{name}</strong>
                  <span class="quiet">{id}</span>
                  <span>{says.modes[policy.mode][0]}</span>
                  <span class="quiet card-wide">{origins.join(', ')}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {isAdding.value && (
        <AddSite
          onClose={() => {
            isAdding.value = false
          }}
        />
      )}
    </Page>
  )
}

function AddSite({ onClose }: { onClose: () => void }) {
  const says = words(SITES)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <Dialog title={says.add} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          const given = new FormData(event.currentTarget)
          const id = String(given.get('id'))
          void send(async () => {
            await api('post', '/v1/admin/sites', {
              json: {
                id,
                name: String(given.get('name')),
                origins: readOrigins(given),
                language: currentLanguage(),
              },
            })
            navigate(`/sites/${id}`)
          })
        }}
      >
        {problem.value !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <Field label={says.name} error={errors.value.name}>
          {(control) => <input {...control} class="input" name="name" required maxLength={100} />}
        </Field>
        <Field label={says.id} note={says.idNote} error={errors.value.id}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="id"
              required
              maxLength={50}
              pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?"
            />
          )}
        </Field>
        <OriginsField origins={[]} />
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {says.add}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
