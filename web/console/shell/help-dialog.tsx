/** Every key, and the choices that belong to this device: language, keys, veil, greyscale. */

import { words } from '../i18n.js'
import { chooseLanguage, currentLanguage, LANGUAGES } from '../language.js'
import { COMMON } from '../messages/common.js'
import { HELP } from '../messages/help.js'
import { Dialog } from '../parts/dialog.js'
import { changePreferences, preferences } from '../preferences.js'
import { GreyChoice, VeilChoice } from '../wellness/comfort-choices.js'

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const says = words(HELP)
  const { hasShortcuts } = preferences.value
  return (
    <Dialog title={words(COMMON).help} onClose={onClose} isWide>
      <div class="help">
        <section>
          <h3>{says.keys}</h3>
          <dl class="help-keys">
            {Object.entries(says.shortcuts).map(([keys, meaning]) => (
              <div key={keys}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key} class="key">
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{words(COMMON).display}</h3>
          <p class="quiet">{says.deviceOnly}</p>
          <label class="choice">
            <span>{words(COMMON).language}</span>
            <select
              class="input"
              value={currentLanguage()}
              onChange={(event) => chooseLanguage(event.currentTarget.value === 'fr' ? 'fr' : 'en')}
            >
              {LANGUAGES.map((language) => (
                <option key={language} value={language} lang={language}>
                  {words(COMMON).languages[language]}
                </option>
              ))}
            </select>
          </label>
          <VeilChoice />
          <GreyChoice />
          <label class="check">
            <input
              type="checkbox"
              checked={hasShortcuts}
              onChange={(event) => changePreferences({ hasShortcuts: event.currentTarget.checked })}
            />
            {says.shortcutsOn}
          </label>
          <p class="quiet">{says.wellness}</p>
        </section>
      </div>
    </Dialog>
  )
}
