/** The frame of the pages before the console: one sheet, the name, the language. */

import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { words } from '../i18n.js'
import { chooseLanguage, currentLanguage, LANGUAGES } from '../language.js'
import { COMMON } from '../messages/common.js'

export function EntryPage({ title, children }: { title: string; children: ComponentChildren }) {
  const common = words(COMMON)
  useEffect(() => {
    document.title = `${title} · ${common.product}`
  }, [title])
  return (
    <main class="entry">
      <div class="entry-sheet">
        <p class="brand">Causerie</p>
        <h1>{title}</h1>
        {children}
      </div>
      <p class="entry-languages">
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            class="link-button"
            lang={language}
            aria-pressed={language === currentLanguage()}
            onClick={() => chooseLanguage(language)}
          >
            {common.languages[language]}
          </button>
        ))}
      </p>
    </main>
  )
}
