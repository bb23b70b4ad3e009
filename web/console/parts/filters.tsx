/** What pages are narrowed by; it stands in the address. */

import type { ComponentChildren } from 'preact'
import { api, type Schemas } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { changeQuery, query } from '../router.js'

export interface QueryChoiceProps {
  /** Its place in the address. */
  name: string
  label: string
  /** For those who see it, the choices say enough. */
  isLabelUnseen?: boolean
  value: string
  /** The `option`s. */
  children: ComponentChildren
}

/** One of several, kept in the address. */
export function QueryChoice({ name, label, isLabelUnseen = false, value, children }: QueryChoiceProps) {
  return (
    <label class="choice">
      <span class={isLabelUnseen ? 'unseen' : undefined}>{label}</span>
      <select class="input" value={value} onChange={(event) => changeQuery({ [name]: event.currentTarget.value })}>
        {children}
      </select>
    </label>
  )
}

/** One of the sites one may see, or all of them. */
export function SiteFilter() {
  const common = words(COMMON)
  const loader = useLoad('sites', (abort) => api('get', '/v1/admin/sites', { signal: abort }))
  const sites = loader.loaded.value.value?.sites ?? []
  return (
    <QueryChoice name="site" label={common.site} value={query.value.get('site') ?? ''}>
      <option value="">{common.allSites}</option>
      <SiteOptions sites={sites} />
    </QueryChoice>
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
