"""An extractor that asks a language model over an OpenAI-compatible address; off unless it is asked for.

The model gives quotes, never offsets; a quote that the text does not hold at one place is rejected, and told.
"""

from testigo.loaders.llm.extractor import LlmExtractor

__all__ = ["LlmExtractor"]
