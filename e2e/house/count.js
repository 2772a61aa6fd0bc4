// Prints the counts as one plain line, for whoever reads the log with a program.

export default class Count {
  passed = 0;
  failed = 0;

  printsToStdio() {
    return true;
  }

  onBegin(config, suite) {
    this.suite = suite;
  }

  onEnd(result) {
    for (const test of this.suite.allTests()) {
      if (test.outcome() === "unexpected") this.failed += 1;
      else if (test.outcome() !== "skipped") this.passed += 1;
    }
    // A set-up that fails, and a run that was stopped, leave no failed test behind.
    if (result.status !== "passed" && this.failed === 0) this.failed = 1;
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
  }
}
