import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { act, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { showUndoToast, takeBackLast } from './undo-toast.tsx'

let takenBack: string[]
beforeEach(() => {
  takenBack = []
  render(
    <MantineProvider env="test">
      <Notifications limit={2} />
    </MantineProvider>,
  )
})
afterEach(() => {
  act(() => {
    notifications.clean()
  })
})

function offer(...names: string[]): void {
  act(() => {
    for (const name of names) showUndoToast(name, 'Undo', () => takenBack.push(name))
  })
}

function takeBack(): boolean {
  let isTaken = false
  act(() => {
    isTaken = takeBackLast()
  })
  return isTaken
}

const onScreen = (): string[] => ['A', 'B', 'C', 'D'].filter((name) => screen.queryByText(name) !== null)

it('shows what was done last where there is no room, and the older ones again once there is', async () => {
  offer('A', 'B', 'C', 'D')
  await waitFor(() => expect(onScreen()).toEqual(['C', 'D']))
  expect(takeBack()).toBe(true)
  expect(takenBack).toEqual(['D'])
  await waitFor(() => expect(onScreen()).toEqual(['A', 'C']))
  expect([takeBack(), takeBack(), takeBack(), takeBack()]).toEqual([true, true, true, false])
  expect(takenBack).toEqual(['D', 'C', 'B', 'A'])
})

it('takes nothing back that waits for room and was never seen', () => {
  act(() => {
    notifications.show({ message: 'first' })
    notifications.show({ message: 'second' })
  })
  offer('A')
  expect(onScreen()).toEqual([])
  expect(takeBack()).toBe(false)
  expect(takenBack).toEqual([])
})
