/** What pages are narrowed by; it stands in the address. */

import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { changeQuery, query } from '../router.js'

/** One of the sites one may see, or all of them. */
export function SiteFilter() {
  const common = words(COMMON)
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  const sites = loader.loaded.value.value?.sites ?? []
  const site = query.value.get('site') ?? ''
  return (
    <label class="choice">
      <span>{common.site}</span>
      <select class="input" value={site} onChange={(event) => changeQuery({ site: event.currentTarget.value })}>
        <option value="">{common.allSites}</option>
        <SiteOptions sites={sites} />
      </select>
    </label>
  )
}

export function SiteOptions({ sites }: { sites: readonly Schemas['Site'][] }) {
  return (
    <>
      {sites.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  )
}
