/** On which sites somebody, or a key, may act; none chosen means all. */

import { api } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { Loaded } from './page.js'

export interface SiteChoiceProps {
  label: string
  note: string
  chosen?: readonly string[]
}

export function SiteChoice({ label, note, chosen = [] }: SiteChoiceProps) {
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  return (
    <fieldset class="site-choice">
      <legend>{label}</legend>
      <p class="note">{note}</p>
      <Loaded from={loader}>
        {({ sites }) => (
          <>
            {sites.map(({ id, name }) => (
              <label key={id} class="check">
                <input type="checkbox" name="sites" value={id} defaultChecked={chosen.includes(id)} />
                {name}
              </label>
            ))}
          </>
        )}
      </Loaded>
    </fieldset>
  )
}

/** null: all sites. */
export function readSites(form: FormData): string[] | null {
  const sites = form.getAll('sites').map(String)
  return sites.length === 0 ? null : sites
}

export function saySites(sites: readonly string[] | null): string {
  return sites === null ? words(COMMON).allSites : sites.join(', ')
}
