"""Reading a text: its lines and sentences, its parse, its quotations and dates, and the words that rules go by."""
