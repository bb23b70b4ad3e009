/** A site's origins as lines of text. */

import { words } from '../i18n.js'
import { SITES } from '../messages/sites.js'
import { Field } from '../parts/small.js'

export interface OriginsFieldProps {
  origins: readonly string[]
  isReadOnly?: boolean
}

export function OriginsField({ origins, isReadOnly = false }: OriginsFieldProps) {
  const says = words(SITES)
  return (
    <Field label={says.origins} note={says.originsNote}>
      {(control) => (
        <textarea
          {...control}
          class="input"
          name="origins"
          rows={3}
          defaultValue={origins.join('\n')}
          readOnly={isReadOnly}
          spellcheck={false}
        />
      )}
    </Field>
  )
}

export function readOrigins(form: FormData): string[] {
  const lines = String(form.get('origins') ?? '').split('\n')
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))]
}
