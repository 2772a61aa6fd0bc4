# foundation
