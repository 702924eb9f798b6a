"""How well searches find what people want, over judged queries; run by `make relevance`."""
