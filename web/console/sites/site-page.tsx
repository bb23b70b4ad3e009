/** One site: its settings, a subject a tab. */

import type { ComponentType } from 'preact'
import { api, type Site } from '../api.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Loaded, Page } from '../parts/page.js'
import { hrefOf } from '../router.js'
import { isAdmin } from '../session.js'
import { GeneralTab } from './general-tab.js'
import { ModelTab } from './model-tab.js'
import { PolicyTab } from './policy-tab.js'
import { RaidsTab } from './raids-tab.js'
import { TermsTab } from './terms-tab.js'

export interface TabProps {
  site: Site
  /** Puts the answer to a change in the place of what was loaded. */
  onChanged: (site: Site) => void
}

const TABS = ['general', 'policy', 'terms', 'model', 'raids'] as const
type Tab = (typeof TABS)[number]
const VIEWS: Readonly<Record<Tab, ComponentType<TabProps>>> = {
  general: GeneralTab,
  policy: PolicyTab,
  terms: TermsTab,
  model: ModelTab,
  raids: RaidsTab,
}
/** What only administrators change. */
const SETTINGS: readonly Tab[] = ['general', 'policy', 'model']

export function SitePage({ site: id = '', tab }: Record<string, string>) {
  const says = words(SITES)
  const loader = useLoad(id, (abort) => api('get', '/v1/admin/sites/{site}', { path: { site: id }, signal: abort }))
  const current = TABS.find((known) => known === tab) ?? 'general'
  const View = VIEWS[current]
  return (
    <Loaded from={loader}>
      {(site) => (
        <Page title={site.name} up={{ href: hrefOf('/sites'), name: words(COMMON).pages.sites }}>
          <nav class="tabs" aria-label={site.name}>
            {TABS.map((each) => (
              <a
                key={each}
                href={hrefOf(each === 'general' ? `/sites/${id}` : `/sites/${id}/${each}`)}
                aria-current={each === current ? 'page' : undefined}
              >
                {says.tabs[each]}
              </a>
            ))}
          </nav>
          {!isAdmin.value && SETTINGS.includes(current) && <p class="quiet">{says.mayOnlyRead}</p>}
          <View key={current} site={site} onChanged={loader.replace} />
        </Page>
      )}
    </Loaded>
  )
}
