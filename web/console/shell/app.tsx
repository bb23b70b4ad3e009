/** The frame of the console: navigation, the page of the address, messages, and the windows above it all. */

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../i18n.js'
import { useShortcuts } from '../keys.js'
import { COMMON } from '../messages/common.js'
import { Icon } from '../parts/icon.js'
import { preferences } from '../preferences.js'
import { hrefOf, matchPath, path } from '../router.js'
import { BreakReminder } from '../wellness/break-reminder.js'
import { HelpDialog } from './help-dialog.js'
import { Navigation } from './navigation.js'
import { NoticeList } from './notice-list.js'
import { PAGES } from './pages.js'

export function App() {
  const common = words(COMMON)
  const isMenuOpen = useSignal(false)
  const isHelpOpen = useSignal(false)
  const main = useRef<HTMLElement>(null)
  const entry = PAGES.find(({ pattern }) => matchPath(pattern, path.value) !== null)
  const title = entry === undefined ? common.notFoundTitle : common.pages[entry.name]
  const isFirst = useRef(true)
  useEffect(() => {
    isMenuOpen.value = false
    document.title = `${title} · ${common.product}`
    // A new page is begun at its start, by keyboard too.
    if (!isFirst.current) main.current?.focus()
    isFirst.current = false
  }, [path.value])
  useEffect(() => {
    document.documentElement.classList.toggle('is-grey', preferences.value.isGrey)
  }, [preferences.value.isGrey])
  useShortcuts({
    '?': () => {
      isHelpOpen.value = true
    },
  })
  return (
    <div class={entry?.isFull === true ? 'app app-full' : 'app'}>
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <header class="topbar">
        <button
          type="button"
          class="icon-button"
          aria-expanded={isMenuOpen.value}
          aria-controls="navigation"
          aria-label={isMenuOpen.value ? common.closeMenu : common.menu}
          onClick={() => {
            isMenuOpen.value = !isMenuOpen.value
          }}
        >
          <Icon name={isMenuOpen.value ? 'close' : 'menu'} />
        </button>
        <span class="brand">Causerie</span>
      </header>
      <Navigation
        isOpen={isMenuOpen.value}
        current={entry?.name}
        onHelp={() => {
          isHelpOpen.value = true
        }}
      />
      <main id="main" class="main" ref={main} tabIndex={-1}>
        {entry === undefined ? <Lost /> : <entry.Page {...(matchPath(entry.pattern, path.value) ?? {})} />}
      </main>
      <BreakReminder />
      <NoticeList />
      {isHelpOpen.value && (
        <HelpDialog
          onClose={() => {
            isHelpOpen.value = false
          }}
        />
      )}
    </div>
  )
}

function Lost() {
  const common = words(COMMON)
  return (
    <div class="page">
      <h1>{common.notFoundTitle}</h1>
      <p>{common.notFound}</p>
      <p>
        <a href={hrefOf('/')}>{common.toQueue}</a>
      </p>
    </div>
  )
}
