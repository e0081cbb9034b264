// Questions one after another with a way back: each is a quick pick, or a dialogue of the system.
import * as vscode from 'vscode';

export const BACK = Symbol('back');
export type Back = typeof BACK;

/** An answer, one question back, or undefined: nothing more. */
export type Answer<T> = T | Back | undefined;

export interface Question<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
  /** Whether there is a question before; default: unless this is the first step. */
  readonly canGoBack?: boolean;
  /** Why an item cannot be chosen now, in a sentence. */
  refuse?(item: Item): string | undefined;
}

export function ask<Item extends vscode.QuickPickItem>(question: Question<Item>): Promise<Answer<Item>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.step = question.step;
  pick.totalSteps = question.steps;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = (question.canGoBack ?? question.step > 1) ? [vscode.QuickInputButtons.Back] : [];
  pick.items = question.items;
  return new Promise<Answer<Item>>((resolve) => {
    const end = (answer: Answer<Item>) => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidTriggerButton(() => end(BACK));
    pick.onDidHide(() => end(undefined));
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (!item) return;
      const refusal = question.refuse?.(item);
      if (refusal === undefined) end(item);
      else vscode.window.showInformationMessage(refusal);
    });
    pick.show();
  });
}

/** Asked with what was answered so far. */
export type Step<State> = (state: State, place: { step: number; steps: number }) => Promise<Answer<State>>;

/**
 * Walks through the questions; a step back asks the one before again, with the state it was asked with.
 * Undefined where the person gave up.
 */
export async function walk<State>(start: State, questions: readonly Step<State>[]): Promise<State | undefined> {
  const states: State[] = [start];
  while (states.length <= questions.length) {
    const at = states.length - 1;
    const answer = await questions[at]!(states[at]!, { step: at + 1, steps: questions.length });
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      if (states.length > 1) states.pop();
    } else states.push(answer as State);
  }
  return states.at(-1);
}
