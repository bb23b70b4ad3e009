/** What takes the edge off a hard day: blur, grey, a reminder of pauses. Kept in this browser, for this person. */

import { words } from '../i18n.js'
import { HELP } from '../messages/help.js'
import { WELLNESS } from '../messages/wellness.js'
import { Section } from '../parts/page.js'
import { changePreferences, preferences, VEILS, type Veil } from '../preferences.js'

const BREAKS = [0, 25, 45, 60, 90] as const

export function WellnessSection() {
  const says = words(WELLNESS)
  const { veil, isGrey, breakAfterMinutes } = preferences.value
  return (
    <Section title={says.title} note={says.note}>
      <div class="form">
        <label class="choice">
          <span>{words(HELP).veil}</span>
          <select
            class="input"
            value={veil}
            onChange={(event) => changePreferences({ veil: event.currentTarget.value as Veil })}
          >
            {VEILS.map((each) => (
              <option key={each} value={each}>
                {words(HELP).veils[each]}
              </option>
            ))}
          </select>
        </label>
        <label class="choice">
          <span>{says.breaks}</span>
          <select
            class="input"
            value={breakAfterMinutes}
            onChange={(event) => changePreferences({ breakAfterMinutes: Number(event.currentTarget.value) })}
          >
            {BREAKS.map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes === 0 ? says.noBreaks : says.after(minutes)}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isGrey}
            onChange={(event) => changePreferences({ isGrey: event.currentTarget.checked })}
          />
          {words(HELP).grey}
        </label>
      </div>
    </Section>
  )
}
