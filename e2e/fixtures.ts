import { test as base } from '@playwright/test'
import { DeskApp } from './desk-app.ts'

interface Given {
  /** How long what can be undone waits before it is sent, in seconds; as a new app has it where none is said. */
  undoSeconds: number | undefined
  desk: DeskApp
}

/** Each test gets an app that has never been started, with a data folder of its own. */
export const test = base.extend<Given>({
  undoSeconds: [undefined, { option: true }],
  desk: async ({ undoSeconds }, use) => {
    const desk = await DeskApp.fresh(undoSeconds)
    await use(desk)
    await desk.dispose()
  },
})

export { expect } from '@playwright/test'
