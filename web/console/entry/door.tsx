/** Decides what to show: the first start, the log-in, the last step of an account, or the console. */

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { explainFailure } from '../notices.js'
import { findSession, hasExpired, session } from '../session.js'
import { App } from '../shell/app.js'
import { ExpiredDialog, ProofDialog } from './proof-dialog.js'
import { SecondFactorPage } from './second-factor.js'
import { SetUpPage } from './set-up.js'
import { SignInPage } from './sign-in.js'

/** `#setup=…` and `#invite=…`: behind the #, so that no server log and no referrer ever holds a token. */
function readToken(): string | null {
  return /^#(?:setup|invite)=([\w-]+)$/.exec(window.location.hash)?.[1] ?? null
}

export function Door() {
  const token = useSignal(readToken())
  const failure = useSignal<string | null>(null)
  const begin = (): void => {
    failure.value = null
    findSession().catch((error: unknown) => {
      failure.value = explainFailure(error)
    })
  }
  useEffect(begin, [])
  const known = session.value

  if (token.value !== null) {
    return (
      <SetUpPage
        token={token.value}
        onLeave={() => {
          window.history.replaceState(null, '', window.location.pathname)
          token.value = null
        }}
      />
    )
  }
  if (known === undefined) {
    if (failure.value === null) return null
    return (
      <main class="entry">
        <p class="problem">{failure}</p>
        <button type="button" class="button" onClick={begin}>
          {words(COMMON).retry}
        </button>
      </main>
    )
  }
  if (known === null && !hasExpired.value) return <SignInPage />
  if (known !== null && !known.hasSecondFactor) return <SecondFactorPage />
  return (
    <>
      <App />
      <ProofDialog />
      <ExpiredDialog />
    </>
  )
}
