import { test as base } from '@playwright/test'
import { DeskApp } from './desk-app.ts'

/** Each test gets an app that has never been started, with a data folder of its own. */
export const test = base.extend<{ desk: DeskApp }>({
  desk: async ({}, use) => {
    const desk = await DeskApp.fresh()
    await use(desk)
    await desk.dispose()
  },
})

export { expect } from '@playwright/test'
