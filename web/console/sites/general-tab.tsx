/** Name, addresses, language of a site. */

import { api } from '../api.js'
import { words } from '../i18n.js'
import { LANGUAGES } from '../language.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { Field } from '../parts/small.js'
import { useSubmit } from '../parts/submit.js'
import { isAdmin } from '../session.js'
import { OriginsField, readOrigins } from './origins-field.js'
import type { TabProps } from './site-page.js'

export function GeneralTab({ site, onChanged }: TabProps) {
  const says = words(SITES)
  const { send, isBusy, problem, errors } = useSubmit()
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget)
        void send(async () => {
          const change = {
            name: String(given.get('name')),
            origins: readOrigins(given),
            language: given.get('language') === 'fr' ? ('fr' as const) : ('en' as const),
          }
          onChanged(await api('patch', '/v1/admin/sites/{site}', { path: { site: site.id }, json: change }))
        }, words(COMMON).saved)
      }}
    >
      {problem.value !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Field label={says.name} error={errors.value.name}>
        {(control) => (
          <input
            {...control}
            class="input"
            name="name"
            defaultValue={site.name}
            required
            maxLength={100}
            readOnly={!isAdmin.value}
          />
        )}
      </Field>
      <OriginsField origins={site.origins} isReadOnly={!isAdmin.value} />
      <Field label={says.language}>
        {(control) => (
          <select {...control} class="input" name="language" defaultValue={site.language} disabled={!isAdmin.value}>
            {LANGUAGES.map((language) => (
              <option key={language} value={language} selected={language === site.language}>
                {says.siteLanguages[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isAdmin.value && (
        <p class="form-actions">
          <button type="submit" class="button" disabled={isBusy.value}>
            {words(COMMON).save}
          </button>
        </p>
      )}
    </form>
  )
}
