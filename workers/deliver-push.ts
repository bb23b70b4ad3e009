import { deliverPush } from '../src/lifecycle/deliver-push.js'
import type { JobHandler } from './create-worker.js'

export const deliverPushJob: JobHandler<'deliver-push'> = {
  run: deliverPush,
  // The delivery stays due: the relay asks for it again.
  giveUp: async () => {},
}
