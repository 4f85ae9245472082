/// Asking whoever speaks OpenAI's Chat Completions: OpenAI, vLLM, llama.cpp, LM Studio and others.
@NullMarked
package dev.breakeven.model.openai;

import org.jspecify.annotations.NullMarked;
