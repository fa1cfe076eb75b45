import type { AroundNavHandler } from 'wouter'
import { createRequiredContext } from './required-context.ts'

/** Asked before the window goes elsewhere; calls `go` once it may go `to` there. */
type LeaveQuestion = (go: () => void, to: string) => void

/** Keeps people from leaving a form with unsaved changes by accident. */
export interface LeaveGuard {
  /** Asks this question before leaving; returns the way to stop asking. */
  readonly ask: (question: LeaveQuestion) => () => void
  readonly aroundNav: AroundNavHandler
}

/** A guard without questions; the router passes every navigation through it. */
export function createLeaveGuard(): LeaveGuard {
  const questions = new Set<LeaveQuestion>()
  return {
    ask: (question) => {
      questions.add(question)
      return () => {
        questions.delete(question)
      }
    },
    aroundNav: (navigate, to, options) => {
      const [question] = questions
      const go = (): void => {
        navigate(to, options)
      }
      if (question === undefined) go()
      else question(go, to)
    },
  }
}

/** The guard of the window. */
export const [LeaveGuardContext, useLeaveGuard] = createRequiredContext<LeaveGuard>('LeaveGuardContext')
