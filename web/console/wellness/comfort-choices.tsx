/** Blur and greyscale, as choices that hold at once. */

import { words } from '../i18n.js'
import { HELP } from '../messages/help.js'
import { changePreferences, preferences, VEILS, type Veil } from '../preferences.js'

export function VeilChoice() {
  const says = words(HELP)
  return (
    <label class="choice">
      <span>{says.veil}</span>
      <select
        class="input"
        value={preferences.value.veil}
        onChange={(event) => changePreferences({ veil: event.currentTarget.value as Veil })}
      >
        {VEILS.map((each) => (
          <option key={each} value={each}>
            {says.veils[each]}
          </option>
        ))}
      </select>
    </label>
  )
}

export function GreyChoice() {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={preferences.value.isGrey}
        onChange={(event) => changePreferences({ isGrey: event.currentTarget.checked })}
      />
      {words(HELP).grey}
    </label>
  )
}
