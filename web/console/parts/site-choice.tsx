/** On which sites somebody, or a key, may act. */

import { useSignal } from '@preact/signals'
import { api } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { Loaded } from './page.js'

export interface SiteChoiceProps {
  /** null: all sites. */
  chosen?: readonly string[] | null
  /** What the service says of the choice. */
  error?: string | undefined
}

export function SiteChoice({ chosen = null, error }: SiteChoiceProps) {
  const common = words(COMMON)
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  const isForAll = useSignal(chosen === null)
  const choose = (isAll: boolean) => () => {
    isForAll.value = isAll
  }
  return (
    <fieldset class="site-choice">
      <legend>{common.sites}</legend>
      {error !== undefined && (
        <p class="note" role="alert">
          <strong class="error">{common.sitesMissing}</strong>
        </p>
      )}
      <label class="check">
        <input type="radio" name="reach" value="all" checked={isForAll.value} onChange={choose(true)} />
        {common.allSites}
      </label>
      <label class="check">
        <input type="radio" name="reach" value="some" checked={!isForAll.value} onChange={choose(false)} />
        {common.theseSites}
      </label>
      {!isForAll.value && (
        <div class="site-list">
          <Loaded from={loader}>
            {({ sites }) => (
              <>
                {sites.map(({ id, name }) => (
                  <label key={id} class="check">
                    <input type="checkbox" name="sites" value={id} defaultChecked={chosen?.includes(id) === true} />
                    {name}
                  </label>
                ))}
              </>
            )}
          </Loaded>
        </div>
      )}
    </fieldset>
  )
}

/** null: all sites, when that was chosen; never because no box is ticked, or none is there yet. */
export function readSites(form: FormData): string[] | null {
  return form.get('reach') === 'all' ? null : form.getAll('sites').map(String)
}

export function saySites(sites: readonly string[] | null): string {
  return sites === null ? words(COMMON).allSites : sites.join(', ')
}
