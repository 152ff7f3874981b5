"""Who hears of a change: subscriptions of people, and the mails that tell them."""
