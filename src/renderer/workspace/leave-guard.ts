import type { AroundNavHandler } from 'wouter'
import { createRequiredContext } from './required-context.ts'

/** Asked before the window goes elsewhere or closes; calls `go` once it may. */
type LeaveQuestion = (go: () => void, to: string) => void

/** Keeps people from leaving a form with unsaved changes by accident. */
export interface LeaveGuard {
  /** Asks this question before leaving; returns the way to stop asking. */
  readonly ask: (question: LeaveQuestion) => () => void
  /** Calls `go` at once where nobody asks, else when the person has agreed to each question, which may be never. `to` is '' for closing. */
  readonly before: (go: () => void, to: string) => void
  readonly aroundNav: AroundNavHandler
}

/** A guard without questions; the router passes every navigation through it. */
export function createLeaveGuard(): LeaveGuard {
  const questions = new Set<LeaveQuestion>()
  const askInTurn = ([question, ...others]: readonly LeaveQuestion[], go: () => void, to: string): void => {
    if (question === undefined) go()
    else question(() => askInTurn(others, go, to), to)
  }
  // What was opened last, such as a dialog on a page, asks first.
  const before: LeaveGuard['before'] = (go, to) => askInTurn([...questions].reverse(), go, to)
  return {
    before,
    ask: (question) => {
      questions.add(question)
      return () => {
        questions.delete(question)
      }
    },
    aroundNav: (navigate, to, options) => {
      before(() => {
        navigate(to, options)
      }, to)
    },
  }
}

/** The guard of the window. */
export const [LeaveGuardContext, useLeaveGuard] = createRequiredContext<LeaveGuard>('LeaveGuardContext')
