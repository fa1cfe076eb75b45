import { Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { TFunction } from 'i18next'

const QUESTION = 'discard-question'

interface QuestionTexts {
  t: TFunction<'pending'>
  cancel: string
  /** How many customers would be gone, and the name of the only one. */
  words: { count: number; shown: string; name: string; remote: string }
}

/** Asks what becomes of customers that were never sent and would be nowhere; no answer is no. */
export function askBeforeDiscard(
  { t, cancel, words }: QuestionTexts,
  answered: (answer: 'keep-here' | 'delete') => void,
): void {
  const answer = (choice: 'keep-here' | 'delete' | null): void => {
    modals.close(QUESTION)
    if (choice !== null) answered(choice)
  }
  // Somebody who presses the key twice is asked once.
  modals.close(QUESTION)
  modals.open({
    modalId: QUESTION,
    title: t('question.title', words),
    children: (
      <>
        <Text>{t('question.text', words)}</Text>
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="subtle" color="gray" onClick={() => answer(null)}>
            {cancel}
          </Button>
          <Button variant="default" data-autofocus onClick={() => answer('keep-here')}>
            {t('question.keepHere')}
          </Button>
          <Button color="red" onClick={() => answer('delete')}>
            {t('question.delete', words)}
          </Button>
        </Group>
      </>
    ),
  })
}
