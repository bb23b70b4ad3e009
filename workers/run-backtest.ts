import { failBacktest, runBacktest } from '../src/lifecycle/run-backtest.js'
import type { JobHandler } from './create-worker.js'

export const runBacktestJob: JobHandler<'run-backtest'> = {
  run: runBacktest,
  giveUp: failBacktest,
}
