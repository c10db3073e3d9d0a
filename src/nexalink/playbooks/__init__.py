"""A job search, a launch, a mentor, a promising new tie: plans of few people and slow steps."""
