/** What takes the edge off a hard day: blur, grey, a reminder of pauses. Kept in this browser, for this person. */

import { words } from '../i18n.js'
import { WELLNESS } from '../messages/wellness.js'
import { Section } from '../parts/page.js'
import { changePreferences, preferences } from '../preferences.js'
import { GreyChoice, VeilChoice } from './comfort-choices.js'

const BREAKS = [0, 25, 45, 60, 90] as const

export function WellnessSection() {
  const says = words(WELLNESS)
  const { breakAfterMinutes } = preferences.value
  return (
    <Section title={says.title} note={says.note}>
      <div class="form">
        <VeilChoice />
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
        <GreyChoice />
      </div>
    </Section>
  )
}
