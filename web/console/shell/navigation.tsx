/** The pages one may go to, by subject, and what concerns the person: account, help, language, sign-out. */

import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { notifyFailure } from '../notices.js'
import { Icon } from '../parts/icon.js'
import { hrefOf } from '../router.js'
import { logOut, role, session } from '../session.js'
import { type Group, PAGES, type PageName } from './pages.js'

const GROUPS: readonly Group[] = ['moderate', 'insight', 'settings']

async function leave(): Promise<void> {
  try {
    await logOut()
  } catch (error) {
    notifyFailure(error)
  }
}

export interface NavigationProps {
  /** On a narrow screen: whether it covers the page. */
  isOpen: boolean
  current: PageName | undefined
  onHelp: () => void
}

export function Navigation({ isOpen, current, onHelp }: NavigationProps) {
  const common = words(COMMON)
  const groups = GROUPS.map((group) => ({
    group,
    pages: PAGES.filter(({ nav, isOpenTo }) => nav?.group === group && isOpenTo?.() !== false),
  }))
  return (
    <nav
      id="navigation"
      class={isOpen ? 'navigation navigation-open' : 'navigation'}
      aria-label={common.mainNavigation}
    >
      <a class="brand" href={hrefOf('/')}>
        Causerie
      </a>
      {groups
        .filter(({ pages }) => pages.length > 0)
        .map(({ group, pages }) => (
          <div key={group} class="navigation-group">
            <h2>{common.groups[group]}</h2>
            <ul>
              {pages.map(({ name, pattern, nav }) => (
                <li key={name}>
                  <a href={hrefOf(pattern)} aria-current={name === current ? 'page' : undefined}>
                    {nav !== undefined && <Icon name={nav.icon} />}
                    {common.pages[name]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      <div class="navigation-foot">
        <button type="button" class="navigation-button" onClick={onHelp}>
          <Icon name="help" />
          {common.help}
        </button>
        <a
          class="navigation-button"
          href={hrefOf('/account')}
          aria-current={current === 'account' ? 'page' : undefined}
        >
          <Icon name="account" />
          <span>
            {session.value?.moderator.name}
            <span class="navigation-role">{common.roles[role.value]}</span>
          </span>
        </a>
        <button type="button" class="navigation-button" onClick={() => void leave()}>
          <Icon name="leave" />
          {common.signOut}
        </button>
      </div>
    </nav>
  )
}
