/** What somebody, or a key, may do: the roles with what each is for. */

import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'

const ROLES = ['viewer', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

export function RoleChoice({ chosen = 'viewer' }: { chosen?: Role }) {
  const common = words(COMMON)
  return (
    <fieldset class="role-choice">
      <legend>{common.role}</legend>
      {ROLES.map((role) => (
        <label key={role} class="mode">
          <input type="radio" name="role" value={role} defaultChecked={role === chosen} />
          <span>
            <strong>{common.roles[role]}</strong>
            <span class="mode-text">{common.roleNotes[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function readRole(form: FormData): Role {
  return ROLES.find((known) => known === form.get('role')) ?? 'viewer'
}
