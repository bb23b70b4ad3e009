/** One's passkeys: added, listed, removed. */

import { useSignal } from '@preact/signals'
import { api } from '../api.js'
import { askForProof } from '../entry/proof.js'
import { sayRefusal } from '../entry/sign-in.js'
import { formatDay, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { ACCOUNT } from '../messages/account.js'
import { COMMON } from '../messages/common.js'
import { ENTRY } from '../messages/entry.js'
import { notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Dialog } from '../parts/dialog.js'
import { Loaded, Section } from '../parts/page.js'
import { Ago, Field } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { addPasskey, needsProof } from '../session.js'

export function PasskeySection() {
  const says = words(ACCOUNT)
  const common = words(COMMON)
  const loader = useLoad('passkeys', (abort) => api('get', '/v1/admin/passkeys', { signal: abort }))
  const isAdding = useSignal(false)
  const remove = async (id: string): Promise<void> => {
    try {
      await api('delete', '/v1/admin/passkeys/{id}', { path: { id } })
      loader.reload()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Section title={says.passkeys} note={says.passkeysNote}>
      <Loaded from={loader}>
        {({ passkeys }) => (
          <Table
            label={says.passkeys}
            rows={passkeys}
            keyOf={({ id }) => id}
            columns={[
              { head: says.passkey, cell: ({ name }) => <strong>{name}</strong> },
              { head: says.added, cell: ({ createdAt }) => formatDay(createdAt) },
              {
                head: says.lastUsed,
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? common.never : <Ago at={lastUsedAt} />),
              },
              {
                head: says.remove,
                isAction: true,
                cell: ({ id }) => (
                  <Confirm label={says.remove} question={says.removeQuestion} onConfirm={() => remove(id)} />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <p>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            isAdding.value = true
          }}
        >
          {words(ENTRY).addPasskey}
        </button>
      </p>
      {isAdding.value && (
        <AddPasskey
          onClose={() => {
            isAdding.value = false
            loader.reload()
          }}
        />
      )}
    </Section>
  )
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const says = words(ENTRY)
  const failure = useSignal<string | null>(null)
  const add = async (name: string): Promise<void> => {
    failure.value = null
    try {
      await addPasskey(name)
      onClose()
    } catch (error) {
      if (needsProof(error) && (await askForProof())) return await add(name)
      failure.value = sayRefusal(error)
    }
  }
  return (
    <Dialog title={says.addPasskey} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void add(String(new FormData(event.currentTarget).get('name')))
        }}
      >
        {failure.value !== null && (
          <p class="problem" role="alert">
            {failure}
          </p>
        )}
        <Field label={says.passkeyName} note={says.passkeyNameNote}>
          {(control) => (
            <input {...control} class="input" name="name" defaultValue={says.thisDevice} required maxLength={80} />
          )}
        </Field>
        <p class="form-actions">
          <button type="submit" class="button">
            {says.addPasskey}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
